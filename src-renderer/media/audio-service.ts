import type { Clock } from '../call/ports.ts'

/*
 * Chromium plays and records in a process of its own. When that dies (F-71) a microphone ends, and is opened anew like one that was
 * unplugged; an element fails and a context is suspended, both silent for good unless somebody sets them going again.
 */

/** A service that has just died is not asked again at once, ms. */
const AGAIN = 200

/**
 * Attaches an element's stream anew whenever it fails, and plays it again whenever something else stopped it while it is needed: a media
 * key, a headset that is taken off, another call of the machine. The handle ends that.
 */
export function playOn(element: HTMLMediaElement, clock: Clock, needed: () => boolean): () => void {
  let stopTimer = () => {}
  let broken = false
  const again = () => {
    if (broken) {
      const { srcObject } = element
      element.srcObject = null
      element.srcObject = srcObject
    }
    broken = false
    // Refused, as long as the system has the sound: it is tried again.
    if (needed() && element.paused) void element.play().catch(later)
  }
  const later = () => {
    stopTimer()
    stopTimer = clock.after(AGAIN, again)
  }
  const failed = () => {
    broken = true
    later()
  }
  const paused = () => {
    if (needed()) later()
  }
  element.addEventListener('error', failed)
  element.addEventListener('pause', paused)
  return () => {
    element.removeEventListener('error', failed)
    element.removeEventListener('pause', paused)
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
