import type { Clock } from '../../src-signaling/client/clock.ts'
import { TIMERS } from '../../src-signaling/protocol/index.ts'
import { systemClock } from '../../src-signaling/server/system-clock.ts'

/** The real clock, which can be put further on, and on which a missed call settles in no time: nobody waits in a test. */
export interface HurriedClock extends Clock {
  advance(ms: number): void
}

export function hurriedClock(): HurriedClock {
  let ahead = 0
  return {
    now: () => systemClock.now() + ahead,
    after: (ms, run) => systemClock.after(ms === TIMERS.missedSettles ? 100 : ms, run),
    advance(ms) {
      ahead += ms
    },
  }
}
