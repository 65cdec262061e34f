import { powerMonitor, powerSaveBlocker } from 'electron'

/** What must not sleep: nothing is held back, the machine, or the display too. */
export type Awake = 'free' | 'machine' | 'display'

const KINDS = { machine: 'prevent-app-suspension', display: 'prevent-display-sleep' } as const

/** Keeps the machine from sleeping while something needs it, and its display from going dark while a picture is shown. */
export function createWakefulness(): { follow(wanted: Awake): void } {
  let now: Awake = 'free'
  let blocker: number | null = null
  return {
    follow(wanted) {
      if (wanted === now) return
      now = wanted
      const old = blocker
      blocker = wanted === 'free' ? null : powerSaveBlocker.start(KINDS[wanted])
      if (old !== null) powerSaveBlocker.stop(old)
    },
  }
}

/** Calls back when the machine was woken or unlocked: sockets that look open may be dead. */
export function onWake(listener: () => void): void {
  powerMonitor.on('resume', listener)
  powerMonitor.on('unlock-screen', listener)
}
