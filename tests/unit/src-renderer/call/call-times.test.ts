import { expect, test } from 'vitest'

import type { CallTimes } from '../../../../src-renderer/call/call-times.ts'
import { callFigures, followTimes } from '../../../../src-renderer/call/call-times.ts'
import type { CallEvent } from '../../../../src-renderer/call/events.ts'
import { accepted, dial, id, invite, player } from '../../../support/phone-player.ts'

const CALL = id('call')
const farRinging: CallEvent = { kind: 'far-ringing', callId: CALL }

/** Plays events at given times, to the machine and to the times beside it. */
function follow(...events: readonly (readonly [number, CallEvent])[]): CallTimes | null {
  const phone = player()
  return events.reduce<CallTimes | null>((times, [now, event]) => {
    const next = followTimes(times, event, phone.phone().call, now)
    phone.play(event)
    return next
  }, null)
}

test('a caller’s call is stamped at dialling, at the far ring and at the news of the accept', () => {
  const times = follow([100, dial(CALL)], [185, farRinging], [190, farRinging], [3_000, accepted(CALL)])
  expect(times).toMatchObject({ dialledAt: 100, farRingingAt: 185, acceptedAt: 3_000 })
  expect(callFigures(times, 3_048.4)).toEqual({ ringingMs: 85, voiceMs: 48 })
})

test('a callee’s is stamped at the click of Accept', () => {
  const times = follow([0, { kind: 'incoming', invite: invite(CALL) }], [500, { kind: 'accept', video: false }])
  expect(times).toMatchObject({ callId: CALL, dialledAt: null, acceptedAt: 500 })
  expect(callFigures(times, 540)).toEqual({ ringingMs: null, voiceMs: 40 })
})

test('news of another call changes nothing, and what did not happen has no figure', () => {
  const times = follow([100, dial(CALL)], [150, { kind: 'far-ringing', callId: id('other') }])
  expect(times?.farRingingAt).toBeNull()
  expect(callFigures(times, 200)).toEqual({ ringingMs: null, voiceMs: null })
  expect(callFigures(null, 200)).toEqual({ ringingMs: null, voiceMs: null })
})

test('a line that broke during the call is remembered until it is back', () => {
  const broken = [
    [0, dial(CALL)],
    [50, { kind: 'line-down', since: 50 }],
    // An attempt has failed.
    [70, { kind: 'line-down', since: 50 }],
  ] as const
  expect(follow(...broken)?.lineLostAt).toBe(50)
  expect(follow(...broken, [80, { kind: 'welcome', epoch: id('epoch'), calls: [] }])?.lineLostAt).toBeNull()
})
