import type { Call, EndedCall } from '../call/state.ts'
import type { Clock } from '../../src-signaling/client/clock.ts'
import { TIMERS } from '../../src-signaling/protocol/index.ts'

/** Rings that their host's restart cut short: whoever dialled dials anew, and both together are one call. */
export interface InterruptedRings {
  /** True when it waits for its repeat and is not to be written down now. */
  keep(ended: EndedCall): boolean
  /** What the phone does now: a ring of the same device takes the place of the one that was cut short. */
  follow(call: Call): void
  /** Writes down what waits: there is no later. */
  settle(): void
}

/** @param write whoever rang did not ring again: it is a missed call */
export function createInterruptedRings(clock: Clock, write: (ended: EndedCall) => void): InterruptedRings {
  let waiting: EndedCall | null = null
  let stopTimer = () => {}

  function take(): EndedCall | null {
    stopTimer()
    const taken = waiting
    waiting = null
    return taken
  }
  function settle(): void {
    const missed = take()
    if (missed) write(missed)
  }

  return {
    keep(ended) {
      if (!ended.missed || ended.reason !== 'host-restarted') return false
      settle()
      waiting = ended
      stopTimer = clock.after(TIMERS.missedSettles, settle)
      return true
    },
    follow(call) {
      if (call.name === 'ringing' && call.peer?.device === waiting?.peer?.device) take()
    },
    settle,
  }
}
