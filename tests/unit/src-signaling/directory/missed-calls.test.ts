import { describe, expect, test } from 'vitest'

import type { MissedCall } from '../../../../src-signaling/calls/missed.ts'
import {
  confirmMissed,
  isUnsettled,
  keepMissed,
  noMissedCalls,
  retractMissed,
} from '../../../../src-signaling/directory/missed-calls.ts'

const call = (callId: string, change: Partial<MissedCall> = {}): MissedCall => ({
  callId,
  from: { contact: 'ana', device: 'ana-1' },
  name: 'Ana',
  video: false,
  subject: null,
  since: 0,
  rangMs: 5_000,
  reason: 'no-answer',
  ...change,
})
const unrung = (callId: string, since: number) => call(callId, { since, rangMs: 0, reason: 'unreachable' })
const ids = (kept: typeof noMissedCalls, device = 'ben-1') => (kept.get(device) ?? []).map((one) => one.callId)

describe('missed calls that are still to be told', () => {
  test('are kept for each device until that device has confirmed them', () => {
    const kept = keepMissed(keepMissed(noMissedCalls, ['ben-1', 'ben-2'], call('x')), ['ben-1'], call('y'))
    const confirmed = confirmMissed(kept, 'ben-1', ['x', 'unknown'])
    expect([ids(confirmed), ids(confirmed, 'ben-2')]).toEqual([['y'], ['x']])
    expect(confirmMissed(confirmed, 'ben-1', ['y']).has('ben-1')).toBe(false)
  })

  test('are at most 200 for one device, the oldest goes', () => {
    const all = Array.from({ length: 203 }, (_, index) => call(`call-${index}`))
    const kept = all.reduce((before, one) => keepMissed(before, ['ben-1'], one), noMissedCalls)
    expect(ids(kept)).toHaveLength(200)
    expect(ids(kept)[0]).toBe('call-3')
  })

  test('are there once, however often they come', () => {
    const once = keepMissed(noMissedCalls, ['ben-1'], call('x'))
    expect(ids(keepMissed(once, ['ben-1'], call('x')))).toEqual(['x'])
  })

  test('R-9: several attempts of a phone whose host was restarted are one call, and none when it gets through', () => {
    const first = keepMissed(noMissedCalls, ['ben-1'], unrung('one', 0))
    const second = keepMissed(first, ['ben-1'], unrung('two', 1_500))
    expect(ids(second)).toEqual(['two'])
    expect(ids(retractMissed(second, ['ben-1'], 'ana-1', 3_000))).toEqual([])
    expect(ids(retractMissed(second, ['ben-1'], 'cy-1', 3_000))).toEqual(['two'])
  })

  test('R-9: a ring that the restart of the host cut short is none when its repeat gets through', () => {
    const cut = call('one', { reason: 'host-restarted' })
    expect([isUnsettled(cut, 12_999), isUnsettled(cut, 13_000)]).toEqual([true, false])
    const kept = keepMissed(noMissedCalls, ['ben-1'], cut)
    expect(ids(retractMissed(kept, ['ben-1'], 'ana-1', 9_000))).toEqual([])
    expect(ids(retractMissed(kept, ['ben-1'], 'ana-1', 20_000))).toEqual(['one'])
  })

  test('stay two when somebody tries again later, and are not taken back by a later call', () => {
    const first = keepMissed(noMissedCalls, ['ben-1'], unrung('one', 0))
    const second = keepMissed(first, ['ben-1'], unrung('two', 60_000))
    expect(ids(second)).toEqual(['one', 'two'])
    expect(ids(retractMissed(second, ['ben-1'], 'ana-1', 120_000))).toEqual(['one', 'two'])
  })

  test('one that rang, or that a person’s own state refused, is told at once', () => {
    expect(isUnsettled(unrung('x', 0), 1_000)).toBe(true)
    expect(isUnsettled(call('x'), 1_000)).toBe(false)
    expect(isUnsettled(call('x', { rangMs: 0, reason: 'do-not-disturb' }), 1_000)).toBe(false)
  })
})
