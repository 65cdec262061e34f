import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import type { EmbeddedHost } from '../../../../src-main/host/embedded-host.ts'
import type { HostState, OfficeHere } from '../../../../src-main/ipc/contract.ts'
import { createOfficeKeeper } from '../../../../src-main/office/office-keeper.ts'
import { openShellSettings } from '../../../../src-main/settings/shell-settings.ts'

const office = { addresses: ['192.168.5.12'], port: 7443, pin: 'p'.repeat(43), office: 'Warehouse' }
const running: HostState = {
  status: 'on',
  name: 'Studio North',
  notice: null,
  settings: { iceServers: [], relayOnly: false },
  url: 'http://localhost:7480/',
  lanUrls: ['https://192.168.5.30:7443/'],
  pin: 'h'.repeat(43),
  words: 'harbour · violet · seven · oak',
  invite: 'https://192.168.5.30:7443/#join=x',
  port: 7443,
  classic: null,
}
const failed: HostState = { status: 'failed', problem: 'port-in-use', sentence: 'Port 7443 is in use.' }

function rig(outcome: HostState) {
  const folder = mkdtempSync(join(tmpdir(), 'ringdown-keeper-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  let state: HostState = { status: 'off' }
  const host: EmbeddedHost = {
    state: () => state,
    settled: () => Promise.resolve(state),
    start() {
      state = outcome
      return Promise.resolve(outcome)
    },
    change: () => Promise.resolve(true),
    stop() {
      state = { status: 'off' }
      return Promise.resolve()
    },
  }
  const told: (OfficeHere | null)[] = []
  const settings = openShellSettings(join(folder, 'settings.json'))
  const keeper = createOfficeKeeper(settings, host, { dataDir: folder, webRoot: folder }, (here) => told.push(here))
  return { keeper, settings, told, host }
}

test('hosting: the connection goes to the own host by its pin, and it is remembered', async () => {
  const { keeper, settings, told } = rig(running)
  await keeper.host('Studio North')
  const own = { addresses: ['127.0.0.1'], port: 7443, pin: running.pin, office: 'Studio North' }
  await expect(keeper.current()).resolves.toEqual(own)
  expect(settings.get().host).toMatchObject({ on: true, name: 'Studio North' })
  expect(told.at(-1)).toMatchObject({ name: 'Studio North', hosted: true })
})

test('a host that cannot start is not remembered: the first run is where one still is', async () => {
  const { keeper, settings, told } = rig(failed)
  await expect(keeper.host('Studio North')).resolves.toEqual(failed)
  expect(settings.get().host.on).toBe(false)
  expect(keeper.here()).toBeNull()
  expect(told).toEqual([])
})

test('joining another office ends hosting; forgetting leaves nothing', async () => {
  const { keeper, host, told } = rig(running)
  await keeper.host('Studio North')
  await keeper.join(office)
  expect(host.state()).toEqual({ status: 'off' })
  await expect(keeper.current()).resolves.toEqual(office)
  expect(told.at(-1)).toMatchObject({ name: 'Warehouse', hosted: false })
  await keeper.forget()
  await expect(keeper.current()).resolves.toBeNull()
  expect(keeper.here()).toBeNull()
})

test('a host that was switched on is started again with the app', async () => {
  const { keeper, settings, host } = rig(running)
  settings.change({ host: { on: true, name: 'Studio North', port: 0, localPort: 0, classic: false } })
  keeper.resume()
  expect(host.state()).toEqual(running)
  await expect(keeper.current()).resolves.toMatchObject({ pin: running.pin })
})

test('C-7: a joined office is remembered where it was found; another pin, and an office of one’s own, are not moved', async () => {
  const { keeper, settings, told } = rig(running)
  await keeper.join(office)
  const moved = { ...office, addresses: ['192.168.5.99', '192.168.5.12'] }
  keeper.relocate({ ...moved, pin: 'x'.repeat(43) })
  expect(settings.get().office).toEqual(office)
  keeper.relocate(moved)
  expect(settings.get().office).toEqual(moved)
  expect(told.at(-1)).toMatchObject({ name: 'Warehouse', hosted: false })
  await keeper.host('Studio North')
  expect(keeper.joined()).toBeNull()
  keeper.relocate(office)
  expect(settings.get().office).toBeNull()
})
