import type { Clock } from '../client/clock.ts'

/** Less is a clock that is put right bit by bit, ms. */
const LEAST = 5_000
/** More is a clock that was wrong and has been set, ms: nobody's list may run out by that. */
const MOST = 14 * 86_400_000

/**
 * A monotonic clock that does not lose the time for which the machine sleeps (C-30): most systems' own stands still meanwhile, and whoever
 * was called at six in the evening would be told at eight the next morning that it was just now. Asleep is as far as the wall clock leaps
 * ahead of the monotonic one between two readings. Timers stay as they are: they are re-checked after sleep by whoever set them.
 * @param wall ms since 1970
 */
export function sleeplessClock(clock: Clock, wall: () => number): Clock {
  let slept = 0
  let lead = wall() - clock.now()
  return {
    now() {
      const at = clock.now()
      const leap = wall() - at - lead
      lead += leap
      if (leap >= LEAST && leap <= MOST) slept += leap
      return at + slept
    },
    after: (ms, run) => clock.after(ms, run),
  }
}
