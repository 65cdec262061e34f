import { expect, test } from 'vitest'

import { createIceServers } from '../../../../src-renderer/phone/ice-servers.ts'
import type { SendResult } from '../../../../src-renderer/call/ports.ts'
import type { Command } from '../../../../src-signaling/protocol/index.ts'
import { TIMERS } from '../../../../src-signaling/protocol/index.ts'
import { deferred } from '../../../support/deferred.ts'
import { fakeClock } from '../../../support/fake-clock.ts'
import { id } from '../../../support/phone-player.ts'

const STUN = { urls: ['stun:turn.example'] }
const BOTH = { urls: ['stun:turn.example', 'turn:turn.example'] }
const TURN = { urls: ['turn:turn.example?transport=tcp'] }
const WITH_CREDENTIALS = [{ ...TURN, username: '1:ana', credential: 'c2VjcmV0' }]
const CALL = id('call')

function rig() {
  const clock = fakeClock()
  const asked: Command[] = []
  const answer = deferred<SendResult>()
  const send = (command: Command) => {
    asked.push(command)
    return answer.promise
  }
  return { clock, asked, answer, ice: createIceServers({ send }, clock) }
}

test('an office without TURN is never asked for credentials, and its STUN servers are used at once', async () => {
  const { ice, asked } = rig()
  ice.learn({ iceServers: [STUN], iceTransportPolicy: 'all' })
  const source = ice.forCall(CALL)
  expect(source.known).toEqual({ servers: [STUN], policy: 'all' })
  expect(await source.fresh()).toBeNull()
  expect(asked).toEqual([])
})

test('TURN addresses are kept back until there are credentials: a browser would refuse all servers', () => {
  const { ice } = rig()
  ice.learn({ iceServers: [BOTH, TURN], iceTransportPolicy: 'relay' })
  expect(ice.forCall(CALL).known).toEqual({ servers: [STUN], policy: 'relay' })
})

test('credentials are asked for under the id of the call, and anew each time', async () => {
  const { ice, asked, answer } = rig()
  ice.learn({ iceServers: [TURN], iceTransportPolicy: 'relay' })
  const source = ice.forCall(CALL)
  answer.resolve({ status: 'ok', iceServers: WITH_CREDENTIALS })
  expect(await source.fresh()).toEqual({ servers: WITH_CREDENTIALS, policy: 'relay' })
  expect(await source.fresh()).toEqual({ servers: WITH_CREDENTIALS, policy: 'relay' })
  expect(asked).toEqual([CALL, CALL].map((callId) => ({ name: 'ice-servers', payload: { callId } })))
})

test('a host that does not answer holds up nothing for longer than the bound, and no timer stays', async () => {
  const { ice, clock } = rig()
  ice.learn({ iceServers: [TURN], iceTransportPolicy: 'all' })
  const fresh = ice.forCall(CALL).fresh()
  clock.pass(TIMERS.iceServers)
  expect(await fresh).toBeNull()
  expect(clock.waiting()).toBe(0)
})

test('no answer with servers: the connection goes on with what it has', async () => {
  const { ice, answer, clock } = rig()
  ice.learn({ iceServers: [TURN], iceTransportPolicy: 'all' })
  answer.resolve({ status: 'gone' })
  expect(await ice.forCall(CALL).fresh()).toBeNull()
  expect(clock.waiting()).toBe(0)
})

test('a try before a call asks without a call', async () => {
  const { ice, asked, answer } = rig()
  ice.learn({ iceServers: [TURN], iceTransportPolicy: 'all' })
  answer.resolve({ status: 'ok', iceServers: WITH_CREDENTIALS })
  await ice.forTest().ask()
  expect(asked).toEqual([{ name: 'ice-servers', payload: { callId: null } }])
})

test('what the office changed during a call is there at its next restart', async () => {
  const { ice } = rig()
  ice.learn({ iceServers: [], iceTransportPolicy: 'all' })
  const source = ice.forCall(CALL)
  ice.learn({ iceServers: [STUN], iceTransportPolicy: 'all' })
  expect(await source.fresh()).toEqual({ servers: [STUN], policy: 'all' })
})
