import type { Clock } from '../client/clock.ts'

/** Messages that a classic client may send at once, and for how long that bucket lasts, ms. A call needs about 60. */
const BURST = 200
const WINDOW = 10_000
/** So many messages that are none, or not its own, are somebody trying. */
const MOST_BAD = 20

/** Bounds of one classic connection: nobody who keeps to the protocol meets them. */
export interface ClassicGuard {
  /** Counts a message. @returns false when the connection is to be closed */
  message(): boolean
  /** Counts one that was not understood, or not allowed. */
  bad(): boolean
}

export function createClassicGuard(clock: Clock): ClassicGuard {
  let since = clock.now()
  let count = 0
  let bad = 0
  return {
    message() {
      if (clock.now() - since > WINDOW) {
        since = clock.now()
        count = 0
      }
      count += 1
      return count <= BURST
    },
    bad() {
      bad += 1
      return bad < MOST_BAD
    },
  }
}
