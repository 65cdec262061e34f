import type { Clock } from '../../src-signaling/client/clock.ts'

/** Time that passes only when told. */
export interface FakeClock extends Clock {
  /** Lets `ms` pass; what falls due runs in its order, and may set further timers. */
  pass(ms: number): void
  /** Timers that wait. */
  waiting(): number
}

export function fakeClock(start = 0): FakeClock {
  let now = start
  let order = 0
  const timers = new Map<number, { readonly at: number; readonly run: () => void }>()
  return {
    now: () => now,
    after(ms, run) {
      const key = order++
      timers.set(key, { at: now + ms, run })
      return () => timers.delete(key)
    },
    pass(ms) {
      const until = now + ms
      for (;;) {
        const due = [...timers]
          .filter(([, timer]) => timer.at <= until)
          .sort(([a, x], [b, y]) => x.at - y.at || a - b)[0]
        if (!due) break
        const [key, timer] = due
        timers.delete(key)
        now = Math.max(now, timer.at)
        timer.run()
      }
      now = until
    },
    waiting: () => timers.size,
  }
}
