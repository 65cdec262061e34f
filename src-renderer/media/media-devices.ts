import type {
  Capture,
  CaptureProblem,
  CaptureResult,
  Clock,
  Device,
  DeviceKind,
  MediaDevicesPort,
  PendingCapture,
  Stale,
} from '../call/ports.ts'
import type { PreferredDevice, Settings } from '../ui/view-model.ts'
import { captureOf } from './capture.ts'
import { createDeviceList } from './device-list.ts'
import { findPreferred, isListed, whyStale } from './device-selection.ts'

export interface SettingsSource {
  get(): Settings
  subscribe(listener: () => void): () => void
}

/** Names show only after permission; what lists them stands in the way of the first words if it does so at once, ms. */
const NAMES_AFTER = 300

/** A device that ends sooner than this after its opening, ms, … */
const SHORT_LIFE = 1_000
/** … is opened again only so much later, ms: one that fails at once must not be opened without end. */
const REST = 2_000

/** getUserMedia's errors (W3C mediacapture-streams §10.3.1) as what a person can do something about. */
export function problemOf(error: unknown): CaptureProblem {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  return name === 'NotReadableError' || name === 'AbortError' ? 'in-use' : 'missing'
}

const isGone = (error: unknown): boolean =>
  error instanceof DOMException && (error.name === 'OverconstrainedError' || error.name === 'NotFoundError')

export interface BrowserMediaDevices extends MediaDevicesPort {
  /** The last list, without asking again. */
  known(): readonly Device[]
  /** Reads the list again, and tells when it is another one: not every system says that a device went or came. */
  look(): void
  /** A second capture of the same device (W3C mediacapture-streams §4.3.3): muted and stopped alone, ended with its device. */
  clone(capture: Capture, stopped: () => void): Capture
  /** False when the browser would ask for the microphone first (W3C permissions, "prompt"); true where it does not tell. */
  isUnasked(): Promise<boolean>
  close(): void
}

/** How a device was opened. */
interface Opening {
  readonly asked: string | null
  readonly voice: string
  /** Each list and each choice is a reason to open another device once, not again and again. */
  readonly situation: number
  listed: boolean
  /** It ended at once: not before this, on the machine's clock. */
  restUntil: number
}

type Kind = 'microphone' | 'camera'

/** Capture devices of a page. Preferences come from the settings and are asked for anew at every opening. */
export function createMediaDevices(settings: SettingsSource, clock: Clock): BrowserMediaDevices {
  const api = navigator.mediaDevices as MediaDevices | undefined
  const listeners = new Set<() => void>()
  const openings = new WeakMap<Capture, Opening>()
  /** The situation in which opening failed last: it is tried again in another one. */
  const failedIn = new Map<Kind, number>()
  let situation = 0
  let stopNaming = () => {}
  const tell = () => {
    for (const listener of listeners) listener()
  }
  const list = createDeviceList(api, clock, () => void (situation += 1))
  const changed = () => void list.refresh().then(tell)

  /** Asks in this very tick; without the preferred device once more for the default one. */
  async function ask(kind: Kind): Promise<{ readonly track: MediaStreamTrack; readonly asked: string | null }> {
    if (!api) throw new DOMException('no secure context', 'SecurityError')
    const ofKind = list.known().filter((one) => one.kind === kind)
    const device = findPreferred(settings.get()[kind], ofKind)
    let asked = device?.id || null
    const request = (id: string | null) => api.getUserMedia(constraints(kind, id, settings.get()))
    const stream = await request(asked).catch((error: unknown) => {
      if (asked === null || !isGone(error)) throw error
      asked = null
      return request(null)
    })
    const [track] = stream.getTracks()
    if (!track) throw new DOMException('no track', 'NotFoundError')
    return { track, asked }
  }

  function watch(track: MediaStreamTrack, opening: Opening, stopped = () => {}): Capture {
    const openedAt = clock.now()
    let stopRest = () => {}
    const ended = () => {
      if (clock.now() - openedAt >= SHORT_LIFE) return changed()
      opening.restUntil = clock.now() + REST
      stopRest = clock.after(REST, changed)
    }
    track.addEventListener('ended', ended)
    // The list is the same: nobody has to wait for it.
    for (const name of ['mute', 'unmute']) track.addEventListener(name, tell)
    const capture = captureOf(track, () => {
      stopped()
      stopRest()
      track.removeEventListener('ended', ended)
      for (const name of ['mute', 'unmute']) track.removeEventListener(name, tell)
    })
    openings.set(capture, opening)
    return capture
  }

  function open(kind: Kind): PendingCapture {
    let cancelled = false
    let opened: Capture | null = null
    const begun = { voice: voiceOf(settings.get()), situation, listed: false, restUntil: 0 }
    const asking = ask(kind)
    const finish = async (): Promise<CaptureResult> => {
      try {
        const { track, asked } = await asking
        if (cancelled) {
          // It opened late: nobody wants it any more (R-19, F-25).
          track.stop()
          return { status: 'failed', problem: 'missing' }
        }
        opened = watch(track, { ...begun, asked })
        stopNaming()
        stopNaming = clock.after(NAMES_AFTER, changed)
        failedIn.delete(kind)
        return { status: 'open', capture: opened }
      } catch (error) {
        failedIn.set(kind, begun.situation)
        return { status: 'failed', problem: api ? problemOf(error) : 'insecure' }
      }
    }
    return {
      result: finish(),
      cancel() {
        cancelled = true
        // Open already, but its reader has not had its turn: it will not take it any more.
        opened?.stop()
      },
    }
  }

  /** Why this capture is not the right one; a reason counts once for each situation. */
  function stale(kind: Kind, capture: Capture | null): Stale | null {
    const all = list.known()
    if (!capture) {
      const there = all.some((device) => device.kind === kind)
      return there && failedIn.get(kind) !== situation ? 'other' : null
    }
    const opening = openings.get(capture)
    if (!opening) return null
    const { asked, listed } = opening
    const device = { id: capture.id, label: capture.label, ended: capture.track.readyState === 'ended', listed, asked }
    opening.listed ||= isListed(kind, device, all)
    if (kind === 'microphone' && opening.voice !== voiceOf(settings.get())) return 'voice'
    const same = opening.situation === situation
    if (same && (!device.ended || clock.now() < opening.restUntil)) return null
    return whyStale(kind, device, settings.get()[kind], all)
  }

  let chosen = settings.get()
  const stopSettings = settings.subscribe(() => {
    const now = settings.get()
    const other = !isSameChoice(now.microphone, chosen.microphone) || !isSameChoice(now.camera, chosen.camera)
    const voice = voiceOf(now) !== voiceOf(chosen)
    chosen = now
    if (other) situation += 1
    if (other || voice) changed()
  })
  api?.addEventListener('devicechange', changed)
  changed()

  return {
    openMicrophone: () => open('microphone'),
    openCamera: () => open('camera'),
    list: list.refresh,
    known: list.known,
    look() {
      const before = situation
      void list.refresh().then(() => situation !== before && tell())
    },
    clone(capture, stopped) {
      const opening = openings.get(capture)
      if (!opening) throw new Error('not a capture of these devices')
      return watch(capture.track.clone(), { ...opening }, stopped)
    },
    async isUnasked() {
      try {
        const { state } = await navigator.permissions.query({ name: 'microphone' })
        return state !== 'prompt'
      } catch {
        return true
      }
    },
    staleMicrophone: (capture) => stale('microphone', capture),
    staleCamera: (capture) => stale('camera', capture),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      stopNaming()
      stopSettings()
      api?.removeEventListener('devicechange', changed)
      listeners.clear()
    },
  }
}

const isSameChoice = (one: PreferredDevice | null, other: PreferredDevice | null): boolean =>
  one === other || (one !== null && other !== null && one.id === other.id && one.label === other.label)

/** The choices of voice that a microphone is opened with. */
const voiceOf = ({ noiseSuppression, echoCancellation, automaticGain }: Settings): string =>
  JSON.stringify([noiseSuppression, echoCancellation, automaticGain])

function constraints(kind: DeviceKind, id: string | null, settings: Settings): MediaStreamConstraints {
  const device = id ? { deviceId: { exact: id } } : {}
  if (kind === 'camera') return { video: { ...device, width: { ideal: 1280 }, height: { ideal: 720 } } }
  const { noiseSuppression, echoCancellation, automaticGain: autoGainControl } = settings
  return { audio: { ...device, noiseSuppression, echoCancellation, autoGainControl } }
}
