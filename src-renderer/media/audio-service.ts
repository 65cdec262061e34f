import type { Clock } from '../call/ports.ts'

/*
 * Chromium plays and records in a process of its own. When that dies (F-71) a microphone ends, and is opened anew like one that was
 * unplugged; an element fails and a context is suspended, both silent for good unless somebody sets them going again.
 */

/** A service that has just died is not asked again at once, ms. */
const AGAIN = 200

/** Attaches an element's stream anew whenever it fails, and plays it if it was playing; the handle ends that. */
export function playOn(element: HTMLMediaElement, clock: Clock): () => void {
  let stopTimer = () => {}
  const again = () => {
    const { srcObject, paused } = element
    element.srcObject = null
    element.srcObject = srcObject
    if (!paused) void element.play().catch(() => {})
  }
  const failed = () => {
    stopTimer()
    stopTimer = clock.after(AGAIN, again)
  }
  element.addEventListener('error', failed)
  return () => {
    element.removeEventListener('error', failed)
    stopTimer()
  }
}

/** Lets a context run again that was suspended while it is needed; the handle ends that. */
export function runOn(context: AudioContext, needed: () => boolean, clock: Clock): () => void {
  let stopTimer = () => {}
  const again = () => {
    if (needed() && context.state !== 'running') void context.resume().catch(() => {})
  }
  const changed = () => {
    stopTimer()
    if (context.state !== 'running') stopTimer = clock.after(AGAIN, again)
  }
  context.addEventListener('statechange', changed)
  return () => {
    context.removeEventListener('statechange', changed)
    stopTimer()
  }
}
