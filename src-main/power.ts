import { powerMonitor, powerSaveBlocker } from 'electron'

/** Keeps the machine from sleeping while something needs it. */
export function createWakefulness(): { follow(needed: boolean): void } {
  let blocker: number | null = null
  return {
    follow(needed) {
      if (needed && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension')
      if (needed || blocker === null) return
      powerSaveBlocker.stop(blocker)
      blocker = null
    },
  }
}

/** Calls back when the machine was woken or unlocked: sockets that look open may be dead. */
export function onWake(listener: () => void): void {
  powerMonitor.on('resume', listener)
  powerMonitor.on('unlock-screen', listener)
}
