import type { Clock } from '../../../src-signaling/client/clock.ts'

/** Time that passes only when told, with everything that is promised in between (TESTING.md, virtual time). */
export interface VirtualClock extends Clock {
  /** The machine slept: `ms` are gone at once, and what fell due meanwhile runs late. */
  jump(ms: number): void
  /** Lets `ms` pass: what falls due runs in its order, and every promise it settles is heard before the next. */
  pass(ms: number): Promise<void>
  /** Timers that wait. */
  waiting(): number
}

interface Timer {
  readonly at: number
  readonly run: () => void
  stopped: boolean
}

export function virtualClock(): VirtualClock {
  let now = 0
  /** Sorted, the next one last; timers of one moment keep their order. */
  const timers: Timer[] = []

  function insert(timer: Timer): void {
    let low = 0
    let high = timers.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((timers[middle]?.at ?? 0) > timer.at) low = middle + 1
      else high = middle
    }
    timers.splice(low, 0, timer)
  }

  return {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + Math.max(0, ms), run, stopped: false }
      insert(timer)
      return () => void (timer.stopped = true)
    },
    jump: (ms) => void (now += ms),
    async pass(ms) {
      const until = now + ms
      await settled()
      for (let next = timers.at(-1); next && next.at <= until; next = timers.at(-1)) {
        timers.pop()
        if (next.stopped) continue
        now = Math.max(now, next.at)
        next.run()
        await settled()
      }
      now = until
    },
    waiting: () => timers.filter((timer) => !timer.stopped).length,
  }
}

/** Every promise that can be settled now is, and whoever waits for it has gone on. */
const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))
