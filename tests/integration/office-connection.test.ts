import { EventEmitter } from 'node:events'

import { expect, onTestFinished, test } from 'vitest'

import type { OfficeChoice } from '../../src-main/ipc/contract.ts'
import type { ToMain, ToPhone } from '../../src-main/ipc/office-port.ts'
import { createOfficeConnection } from '../../src-main/office/office-connection.ts'
import { createOfficeSeeker } from '../../src-main/office/office-seeker.ts'
import type { ConnectionState } from '../../src-signaling/client/line.ts'
import { systemClock } from '../../src-signaling/server/system-clock.ts'
import type { ServerRig } from '../support/server-rig.ts'
import { serverRig } from '../support/server-rig.ts'
import { newKey } from '../support/signaling-client.ts'

/** The phone's end of the port, with a key of its own. */
async function phonePort() {
  const key = await newKey()
  const port = new EventEmitter()
  const send = (message: ToMain) => port.emit('message', { data: message })
  const postMessage = (message: ToPhone) => {
    if (message.kind !== 'sign') return
    void key.sign(message.text).then((signature) => send({ kind: 'signature', id: message.id, signature }))
  }
  const own = Object.assign(port, { postMessage, start: () => {}, close: () => {} })
  return {
    port: own,
    open: () => send({ kind: 'open', line: 1, name: 'Ben', publicKey: key.publicKey }),
  }
}

/** The connection of an app to the office that `choice` says. */
async function app(first: OfficeChoice) {
  const state = { choice: first, states: [] as ConnectionState['status'][], moved: [] as OfficeChoice[] }
  let found: (address: string, pin: string) => void = () => {}
  const seeker = createOfficeSeeker({
    clock: systemClock,
    joined: () => state.choice,
    finder(_only, changed) {
      const office = { id: 'x', name: 'Studio North', machine: 'pc', words: null, port: state.choice.port }
      found = (address, pin) => changed({ offices: [{ ...office, address, pin }], networks: [], trouble: null })
      return { start: () => {}, refresh: () => {}, stop: () => {} }
    },
    found(office) {
      state.choice = office
      state.moved.push(office)
      connection.move()
    },
  })
  const connection = createOfficeConnection({
    choice: () => Promise.resolve(state.choice),
    abandoned: () => {},
    closed: () => {},
    followed(status) {
      state.states.push(status.status)
      seeker.follow(status)
    },
  })
  onTestFinished(() => {
    seeker.stop()
    connection.close()
  })
  const phone = await phonePort()
  connection.serve(phone.port)
  phone.open()
  return { state, found: (address: string, pin: string) => found(address, pin), last: () => state.states.at(-1) }
}

async function host(options: Parameters<typeof serverRig>[0]): Promise<ServerRig> {
  const rig = await serverRig(options)
  onTestFinished(() => rig.close())
  return rig
}

test('C-7: another host at one address of an office does not keep the app from the other address', async () => {
  const own = await host({ host: '127.0.0.3' })
  const { pin, ports } = own.server
  const stranger = await host({ host: '127.0.0.2', port: ports.lan })
  const { last } = await app({ addresses: ['127.0.0.2', '127.0.0.3'], port: ports.lan, pin, office: 'Studio North' })
  await expect.poll(last, { timeout: 10_000 }).toBe('online')
  expect(own.server.counts().devices).toBe(1)
  expect(stranger.server.counts().devices).toBe(0)
})

test('C-7: when another host got its only address, that is said; found elsewhere by its pin, the office is joined again', async () => {
  const own = await host({ host: '127.0.0.3' })
  const { pin, ports } = own.server
  const stranger = await host({ host: '127.0.0.2', port: ports.lan })
  const { last, found, state } = await app({ addresses: ['127.0.0.2'], port: ports.lan, pin, office: 'Studio North' })
  await expect.poll(last, { timeout: 10_000 }).toBe('refused')
  found('127.0.0.2', stranger.server.pin ?? '')
  expect(state.moved).toEqual([])
  found('127.0.0.3', pin ?? '')
  await expect.poll(last, { timeout: 10_000 }).toBe('online')
  expect(state.choice.addresses).toEqual(['127.0.0.3', '127.0.0.2'])
  expect(stranger.server.counts().devices).toBe(0)
})
