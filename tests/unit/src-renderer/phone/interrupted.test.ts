import { describe, expect, test } from 'vitest'

import type { EndedCall } from '../../../../src-renderer/call/state.ts'
import { createInterruptedRings } from '../../../../src-renderer/phone/interrupted.ts'
import { fakeClock } from '../../../support/fake-clock.ts'
import { ANA, BEN, ended, id, invite, player } from '../../../support/phone-player.ts'

const X = id('x')
const ringOf = (callId: string, from = BEN) => player().play({ kind: 'incoming', invite: invite(callId, from) })

/** How a ring of Ben ended at this phone. */
function over(reason: 'host-restarted' | 'cancelled'): EndedCall {
  const restarted = { kind: 'ended', callId: X, reason: 'host-restarted', by: null } as const
  const { last } = ringOf(X)
    .play(reason === 'cancelled' ? ended(X, reason) : restarted)
    .phone()
  if (!last) throw new Error('it rings on')
  return last
}

function setUp() {
  const clock = fakeClock()
  const written: string[] = []
  const rings = createInterruptedRings(clock, (call) => written.push(call.callId))
  return { clock, written, rings }
}

describe('a ring that the restart of the host cut short (R-9)', () => {
  test('is a missed call when its caller does not ring again within 8 s', () => {
    const { clock, written, rings } = setUp()
    expect(rings.keep(over('host-restarted'))).toBe(true)
    clock.pass(7_999)
    expect(written).toEqual([])
    clock.pass(1)
    expect(written).toEqual([X])
  })

  test('is none when its caller rings again: the second ring tells how it ended', () => {
    const { clock, written, rings } = setUp()
    rings.keep(over('host-restarted'))
    rings.follow(ringOf(id('y')).phone().call)
    clock.pass(60_000)
    expect([written, clock.waiting()]).toEqual([[], 0])
  })

  test('is one when somebody else rings meanwhile', () => {
    const { clock, written, rings } = setUp()
    rings.keep(over('host-restarted'))
    rings.follow(ringOf(id('y'), ANA).phone().call)
    clock.pass(8_000)
    expect(written).toEqual([X])
  })

  test('is written down at once when the page goes away', () => {
    const { clock, written, rings } = setUp()
    rings.keep(over('host-restarted'))
    rings.settle()
    expect([written, clock.waiting()]).toEqual([[X], 0])
  })

  test('any other missed call does not wait', () => {
    const { rings } = setUp()
    expect(rings.keep(over('cancelled'))).toBe(false)
  })
})
