import { mkdtemp, rm } from 'node:fs/promises'
import type { NetworkInterfaceInfo } from 'node:os'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { readInvitation } from '../../src-signaling/protocol/index.ts'
import { startHost } from '../../src-signaling/standalone.ts'
import { serverRig } from '../support/server-rig.ts'

const card = (address: string): NetworkInterfaceInfo => ({
  address,
  netmask: '255.255.255.0',
  family: 'IPv4',
  mac: '3c:52:82:10:20:30',
  internal: false,
  cidr: `${address}/24`,
})
const decode = (payload: string) => Buffer.from(payload, 'base64url').toString()

/** A machine whose addresses the test changes. */
function machine(address: string | null) {
  const state = { address }
  const sources = {
    interfaces: () => (state.address === null ? {} : { eth0: [card(state.address)] }),
    routed: () => Promise.resolve(state.address === null ? [] : [state.address]),
  }
  return { state, sources }
}

test('B-15 C-4: addresses and invitation of a host are those of the moment of asking', async () => {
  const { state, sources } = machine(null)
  let moves = 0
  const rig = await serverRig({ host: '0.0.0.0', lan: sources, onMoved: () => (moves += 1) })
  onTestFinished(() => rig.close())
  const { ports } = rig.server
  expect(rig.server.lanUrls).toEqual([])
  for (const address of ['10.9.0.2', '10.9.0.7']) {
    state.address = address
    await expect.poll(() => rig.server.lanUrls, { timeout: 5_000 }).toEqual([`https://${address}:${ports.lan}/`])
    expect(readInvitation(rig.server.invite, decode)).toMatchObject({ invitation: { addresses: [address] } })
  }
  expect(moves).toBe(2)
})

test.each([
  ['in words', [], (address: string, port: string) => `  On the network:    https://${address}:${port}/`],
  ['as JSON', ['--json'], (address: string, port: string) => `"lanUrls":["https://${address}:${port}/"]`],
])('B-15 C-4: a host on the command line says its new addresses: %s', async (_how, flags, line) => {
  const { state, sources } = machine('10.9.0.2')
  const folder = await mkdtemp(join(tmpdir(), 'ringdown-moves-'))
  const said: string[] = []
  const started = await startHost(['--port', '0', '--data', folder, ...flags], {
    webRoot: folder,
    environment: {},
    sources,
    out: (text) => said.push(text),
    err: () => {},
  })
  if (started.status !== 'running') throw new Error(said.join('\n'))
  onTestFinished(async () => {
    await started.server.close()
    await rm(folder, { recursive: true })
  })
  const port = String(started.server.ports.lan)
  expect(said.join('\n')).toContain(line('10.9.0.2', port))
  state.address = '10.9.0.7'
  await expect.poll(() => said.join('\n'), { timeout: 5_000 }).toContain(line('10.9.0.7', port))
  expect(said.join('\n')).toContain(started.server.invite)
})
