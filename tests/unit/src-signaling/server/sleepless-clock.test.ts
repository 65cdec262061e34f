import { expect, test } from 'vitest'

import { sleeplessClock } from '../../../../src-signaling/server/sleepless-clock.ts'
import { fakeClock } from '../../../support/fake-clock.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

function machine() {
  const clock = fakeClock()
  let ahead = 1_700_000_000_000
  const sleepless = sleeplessClock(clock, () => clock.now() + ahead)
  return { clock, sleepless, leap: (ms: number) => void (ahead += ms) }
}

test('C-30: time goes on while the machine sleeps and its monotonic clock stands still', () => {
  const { clock, sleepless, leap } = machine()
  const before = sleepless.now()
  clock.pass(1_000)
  leap(14 * HOUR)
  expect(sleepless.now() - before).toBe(1_000 + 14 * HOUR)
  leap(2 * HOUR)
  clock.pass(500)
  expect(sleepless.now() - before).toBe(1_500 + 16 * HOUR)
})

test('F-49 F-50 C-30: a clock that is put right, put back or set from another year moves nothing', () => {
  const { sleepless, leap } = machine()
  const before = sleepless.now()
  for (const ms of [4_000, -30 * DAY, 30 * DAY, 20 * 365 * DAY, -HOUR]) {
    leap(ms)
    expect(sleepless.now(), `${ms}`).toBe(before)
  }
})
