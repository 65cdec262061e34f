import type { Clock } from './ports.ts'

/** Named timers of calls; each name runs once, a new start replaces the old. */
export interface TimerSet {
  start(callId: string, timer: string, ms: number, run: () => void): void
  stop(callId: string, timer: string): void
  /** Everything of one call. */
  stopAll(callId: string): void
  count(): number
  close(): void
}

export function createTimerSet(clock: Clock): TimerSet {
  const running = new Map<string, () => void>()
  const key = (callId: string, timer: string) => `${callId}/${timer}`

  const stopKey = (name: string) => {
    running.get(name)?.()
    running.delete(name)
  }
  const stopWhere = (matches: (name: string) => boolean) => {
    for (const name of running.keys()) if (matches(name)) stopKey(name)
  }

  return {
    start(callId, timer, ms, run) {
      const name = key(callId, timer)
      stopKey(name)
      running.set(
        name,
        clock.after(ms, () => {
          running.delete(name)
          run()
        }),
      )
    },
    stop: (callId, timer) => stopKey(key(callId, timer)),
    stopAll: (callId) => stopWhere((name) => name.startsWith(`${callId}/`)),
    count: () => running.size,
    close: () => stopWhere(() => true),
  }
}
