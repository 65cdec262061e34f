import type { Clock } from '../call/ports.ts'
import type { Phone } from '../call/state.ts'

/**
 * How long the screens wait while an answer becomes a voice, ms. Drawing the call takes the same processor that opens the microphone
 * and decodes the first words; a screen that follows a click within about a tenth of a second still feels like its answer.
 */
const PATIENCE = 120

/**
 * True in the moment in which both people have agreed, seen from this phone: nothing may stand between the click and the voice. A caller
 * whose connection is warm is active in that moment.
 */
export const isAnswered = (before: Phone, after: Phone): boolean =>
  (before.call.name === 'ringing' && after.call.name === 'accepting') ||
  (before.call.name === 'calling' && (after.call.name === 'connecting' || after.call.name === 'active'))

const isLive = ({ call }: Phone): boolean => call.name !== 'idle' && call.name !== 'ending'

/** True when a call is over: screens that still wait have to show that it was answered before they show how it ended. */
export const isOver = (before: Phone, after: Phone): boolean => isLive(before) && !isLive(after)

/** Tells the screens that something changed: at once, or together with everything else after the first words. */
export interface Screens {
  changed(): void
  /** What changes from now on is shown a little later, all at once. */
  wait(): void
  waiting(): boolean
  close(): void
}

export function createScreens(clock: Clock, show: () => void): Screens {
  let stopWaiting: (() => void) | null = null
  return {
    changed() {
      if (!stopWaiting) show()
    },
    wait() {
      stopWaiting ??= clock.after(PATIENCE, () => {
        stopWaiting = null
        show()
      })
    },
    waiting: () => stopWaiting !== null,
    close() {
      stopWaiting?.()
      stopWaiting = null
    },
  }
}
