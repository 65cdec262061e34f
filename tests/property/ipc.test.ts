import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { admit, pageOf } from '../../src-main/ipc/admit.ts'
import type { Channel } from '../../src-main/ipc/contract.ts'
import { REQUESTS } from '../../src-main/ipc/contract.ts'

const CHANNELS = Object.keys(REQUESTS) as Channel[]
const GOOD: Readonly<Record<Channel, unknown>> = {
  startUp: null,
  connectOffice: null,
  hostOffice: { name: 'Studio North' },
  stopHosting: null,
  setClassic: true,
  changeOffice: {
    iceServers: [
      { was: 0, urls: ['turn:turn.example'], credentials: { kind: 'static', username: 'office', credential: null } },
    ],
    relayOnly: false,
  },
  findOffices: true,
  examine: '192.168.5.12',
  joinOffice: { addresses: ['192.168.5.12'], port: 7443, pin: 'p'.repeat(43), office: 'Studio North' },
  forgetOffice: null,
  showRing: null,
  reportState: {
    name: 'Ana',
    availability: 'free',
    call: 'none',
    callId: null,
    online: true,
    missed: 0,
    others: 2,
    language: 'system',
  },
  setPreferences: { closeToTray: true, openAtLogin: false },
  openLogs: null,
  drawQr: 'https://192.168.5.12:7443/#join=abc',
  quit: true,
  showMissed: {
    callId: 'c'.repeat(22),
    name: 'Ana',
    classic: false,
    group: null,
    subject: null,
    at: 1_767_225_600_000,
    rangMs: 45_000,
    language: 'system',
    theme: 'dark',
  },
  answerRing: { callId: 'c'.repeat(22), answer: 'accept' },
  log: 'call 7f3a ringing → accepting (accept)',
}

test.each(CHANNELS)('E-08: %s takes its own request from its own page', (channel) => {
  expect(admit(channel, REQUESTS[channel].from, GOOD[channel])).toMatchObject({ status: 'ok' })
})

test.each(CHANNELS)('E-08: 10,000 bad calls to %s are all answered, and none gets through', (channel) => {
  const { from } = REQUESTS[channel]
  const anything = fc.anything({ withNullPrototype: true, withBigInt: true, withTypedArray: true, withDate: true })
  const spoilt = fc.dictionary(fc.string(), anything).map((more) => {
    const good = GOOD[channel]
    return typeof good === 'object' && good !== null ? { ...good, unexpected: 1, ...more } : { ...more, unexpected: 1 }
  })
  const bad = fc.oneof(spoilt, fc.bigInt(), fc.constant(undefined), fc.string({ minLength: 8_193, maxLength: 8_400 }))
  fc.assert(
    fc.property(bad, fc.constantFrom('phone' as const, 'ring' as const, null), (request, page) => {
      const verdict = admit(channel, page, request)
      expect(verdict).toEqual({ status: 'refused', problem: page === from ? 'request' : 'sender' })
    }),
    { numRuns: 10_000 },
  )
})

test('E-08: a frame inside a page, a page of another origin and a frame that is gone are nobody', () => {
  const main = { url: 'ringdown-app://phone/' }
  expect(pageOf(main, main)).toBe('phone')
  expect(pageOf({ url: 'ringdown-app://phone/' }, main)).toBeNull()
  expect(pageOf(null, main)).toBeNull()
  const other = { url: 'https://phone/' }
  expect(pageOf(other, other)).toBeNull()
  const ring = { url: 'ringdown-app://phone/ring.html' }
  expect(pageOf(ring, ring)).toBe('ring')
})
