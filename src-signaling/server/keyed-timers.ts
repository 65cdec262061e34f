import type { Clock } from '../client/clock.ts'

/** Timers by name: one that is started again begins anew. */
export interface KeyedTimers {
  start(key: string, ms: number, run: () => void): void
  stop(key: string): void
  /** Stops all whose name begins so. */
  stopAll(prefix?: string): void
  count(): number
  /** Stops all; none is started any more. */
  close(): void
}

export function createKeyedTimers(clock: Clock): KeyedTimers {
  const running = new Map<string, () => void>()
  let closed = false
  function stop(key: string): void {
    running.get(key)?.()
    running.delete(key)
  }
  function stopAll(prefix = ''): void {
    for (const key of running.keys()) if (key.startsWith(prefix)) stop(key)
  }
  return {
    start(key, ms, run) {
      stop(key)
      if (closed) return
      const expire = () => {
        running.delete(key)
        run()
      }
      running.set(key, clock.after(ms, expire))
    },
    stop,
    stopAll,
    count: () => running.size,
    close() {
      closed = true
      stopAll()
    },
  }
}
