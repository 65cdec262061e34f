import type { Capture, CaptureResult, PendingCapture } from '../call/ports.ts'
import type { Settings } from '../ui/view-model.ts'
import type { BrowserMediaDevices, SettingsSource } from './media-devices.ts'

/** Capture devices with, for whoever switched that on, one microphone that is open before anybody calls. */
export interface ReadyMediaDevices extends BrowserMediaDevices {
  /** That microphone is open: whoever shows this phone says so. */
  isReady(): boolean
}

/** What the ready microphone was opened with: another choice opens it anew. */
const choiceOf = ({ keepMicrophoneReady, noiseSuppression, echoCancellation, automaticGain }: Settings): string =>
  JSON.stringify([keepMicrophoneReady, noiseSuppression, echoCancellation, automaticGain])

/**
 * Owns the one ready microphone: no call does. A call gets a clone of its track (W3C mediacapture-streams §4.3.3), which is there
 * in the same tick, is muted and stopped alone, and ends with its device like the original.
 */
export function withReadyMicrophone(devices: BrowserMediaDevices, settings: SettingsSource): ReadyMediaDevices {
  const listeners = new Set<() => void>()
  let pending: PendingCapture | null = null
  let ready: Capture | null = null
  /** What calls have of it. */
  const clones = new Set<Capture>()
  let choice = choiceOf(settings.get())
  let closed = false
  /** A browser that would ask is not made to when the page begins: nobody has done anything yet (D-12). */
  let mayOpen = false

  const tell = () => {
    for (const listener of listeners) listener()
  }
  const usable = () => (ready && !devices.staleMicrophone(ready) ? ready : null)

  function release(): void {
    pending?.cancel()
    pending = null
    ready?.stop()
    ready = null
  }

  async function open(): Promise<void> {
    const request = devices.openMicrophone()
    pending = request
    const result = await request.result
    // Taken back meanwhile: what opens late is stopped on arrival.
    if (pending !== request) return
    pending = null
    ready?.stop()
    ready = result.status === 'open' ? result.capture : null
    tell()
  }

  /** A call has the device with another choice of voice: a browser would open it like that once more. */
  const isKept = () => [...clones].some((clone) => devices.staleMicrophone(clone) === 'voice')

  /** Unplugged, back again, or another was chosen. */
  function follow(): void {
    if (!mayOpen || isKept()) return
    if (settings.get().keepMicrophoneReady && !closed && !pending && devices.staleMicrophone(ready)) void open()
  }
  function restart(): void {
    const now = choiceOf(settings.get())
    if (now === choice || closed) return
    choice = now
    mayOpen = true
    release()
    if (settings.get().keepMicrophoneReady && !isKept()) void open()
    tell()
  }

  const stops = [
    devices.onChange(() => {
      follow()
      tell()
    }),
    settings.subscribe(restart),
  ]
  void devices.isUnasked().then((unasked) => {
    mayOpen ||= unasked
    if (settings.get().keepMicrophoneReady && mayOpen && !closed && !ready && !pending) void open()
  })

  return {
    ...devices,
    isReady: () => ready !== null,
    openMicrophone: () => cloneOf(devices, usable(), clones) ?? devices.openMicrophone(),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      closed = true
      for (const stop of stops) stop()
      release()
      listeners.clear()
      devices.close()
    },
  }
}

function cloneOf(devices: BrowserMediaDevices, ready: Capture | null, clones: Set<Capture>): PendingCapture | null {
  if (!ready) return null
  const capture = devices.clone(ready, () => void clones.delete(capture))
  clones.add(capture)
  let cancelled = false
  const finish = async (): Promise<CaptureResult> => {
    await Promise.resolve()
    return cancelled ? { status: 'failed', problem: 'missing' } : { status: 'open', capture }
  }
  return {
    result: finish(),
    cancel() {
      cancelled = true
      capture.stop()
    },
  }
}
