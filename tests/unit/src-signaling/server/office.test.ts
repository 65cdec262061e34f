import { randomBytes } from 'node:crypto'

import { expect, test } from 'vitest'

import { createOffice } from '../../../../src-signaling/server/office.ts'
import type { Seat } from '../../../../src-signaling/server/office-contract.ts'
import type { DeviceKind } from '../../../../src-signaling/protocol/index.ts'
import { fakeClock } from '../../../support/fake-clock.ts'
import { id } from '../../../support/phone-player.ts'

/** An office with a TURN server whose secret is `north`. */
function office() {
  const open = createOffice({
    clock: fakeClock(),
    random: (bytes) => randomBytes(bytes).toString('base64url'),
    wall: () => 1_732_500_000_000,
    name: 'Studio North',
    settings: {
      iceServers: [
        { urls: ['turn:t'], credentials: { kind: 'time-limited', secret: 'north', lifetimeSeconds: 43_200 } },
      ],
      relayOnly: false,
    },
  })
  return {
    enter(name: string, kind: DeviceKind): Seat {
      const visitor = { device: id(name, 43), name, kind, lasting: false }
      const entry = open.enter(visitor, { door: null, send: () => {}, close: () => {} })
      if (entry.status === 'denied') throw new Error(`${name}: ${entry.refusal}`)
      return entry.seat
    },
  }
}

test('a client of the older protocol gets no credentials, whatever it asks through its door', () => {
  const here = office()
  const [classic, ana] = [here.enter('classic:001/1', 'classic'), here.enter('Ana', 'web')]
  const callId = id('call')
  const target = { kind: 'contact', contact: id('Ana', 43) } as const
  expect(classic.command('invite', { callId, target, video: false, subject: null })).toMatchObject({ status: 'ok' })
  expect(classic.command('ice-servers', { callId })).toEqual({ status: 'denied' })
  expect(classic.command('ice-servers', { callId: null })).toEqual({ status: 'denied' })
  expect(ana.command('ice-servers', { callId })).toMatchObject({ status: 'ok' })
})
