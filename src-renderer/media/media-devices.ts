import type {
  Capture,
  CaptureProblem,
  CaptureResult,
  Clock,
  Device,
  DeviceKind,
  MediaDevicesPort,
  PendingCapture,
} from '../call/ports.ts'
import type { PreferredDevice, Settings } from '../ui/view-model.ts'
import type { LevelMeter } from './audio-context.ts'
import { measureLevel } from './audio-context.ts'
import { findPreferred, isStale } from './device-selection.ts'

export interface SettingsSource {
  get(): Settings
  subscribe(listener: () => void): () => void
}

const KINDS: Readonly<Record<MediaDeviceKind, DeviceKind>> = {
  audioinput: 'microphone',
  videoinput: 'camera',
  audiooutput: 'speaker',
}

/** Names show only after permission; what lists them stands in the way of the first words if it does so at once, ms. */
const NAMES_AFTER = 300

/** What an open device tells of itself: it is gone (F-63), or the system mutes it, or no longer (F-65). */
const TRACK_EVENTS = ['ended', 'mute', 'unmute'] as const

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
  close(): void
}

/** Capture devices of a page. Preferences come from the settings and are asked for anew at every opening. */
export function createMediaDevices(settings: SettingsSource, clock: Clock): BrowserMediaDevices {
  const api = navigator.mediaDevices as MediaDevices | undefined
  const listeners = new Set<() => void>()
  let known: readonly Device[] = []
  let stopNaming = () => {}

  async function refresh(): Promise<readonly Device[]> {
    const infos = (await api?.enumerateDevices().catch(() => [])) ?? []
    known = infos.map((info) => ({ kind: KINDS[info.kind], id: info.deviceId, label: info.label }))
    return known
  }
  const changed = () => {
    void refresh().then(() => {
      for (const listener of listeners) listener()
    })
  }

  /** Asks in this very tick; without the preferred device once more for the default one. */
  async function ask(kind: 'microphone' | 'camera', preferred: PreferredDevice | null): Promise<MediaStreamTrack> {
    if (!api) throw new DOMException('no secure context', 'SecurityError')
    const device = findPreferred(
      preferred,
      known.filter((one) => one.kind === kind),
    )
    const request = (id: string | null) => api.getUserMedia(constraints(kind, id, settings.get()))
    const stream = await request(device?.id ?? null).catch((error: unknown) => {
      if (device && isGone(error)) return request(null)
      throw error
    })
    const [track] = stream.getTracks()
    if (!track) throw new DOMException('no track', 'NotFoundError')
    return track
  }

  function open(kind: 'microphone' | 'camera'): PendingCapture {
    let cancelled = false
    const asked = ask(kind, settings.get()[kind])
    const finish = async (): Promise<CaptureResult> => {
      try {
        const track = await asked
        if (cancelled) {
          // It opened late: nobody wants it any more (R-19, F-25).
          track.stop()
          return { status: 'failed', problem: 'missing' }
        }
        for (const name of TRACK_EVENTS) track.addEventListener(name, changed)
        stopNaming()
        stopNaming = clock.after(NAMES_AFTER, changed)
        const forget = () => {
          for (const name of TRACK_EVENTS) track.removeEventListener(name, changed)
        }
        return { status: 'open', capture: captureOf(track, forget) }
      } catch (error) {
        return { status: 'failed', problem: api ? problemOf(error) : 'insecure' }
      }
    }
    return {
      result: finish(),
      cancel: () => {
        cancelled = true
      },
    }
  }

  let chosen = settings.get()
  const stopSettings = settings.subscribe(() => {
    const now = settings.get()
    const other = now.microphone !== chosen.microphone || now.camera !== chosen.camera
    chosen = now
    if (other) changed()
  })
  api?.addEventListener('devicechange', changed)
  void refresh()

  return {
    openMicrophone: () => open('microphone'),
    openCamera: () => open('camera'),
    list: refresh,
    known: () => known,
    microphoneIsStale: (capture) =>
      isStale(capture?.label ?? null, capture?.track.readyState === 'ended', settings.get().microphone, known),
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

function constraints(kind: 'microphone' | 'camera', id: string | null, settings: Settings): MediaStreamConstraints {
  const device = id ? { deviceId: { exact: id } } : {}
  if (kind === 'camera') return { video: { ...device, width: { ideal: 1280 }, height: { ideal: 720 } } }
  const { noiseSuppression, echoCancellation, automaticGain: autoGainControl } = settings
  return { audio: { ...device, noiseSuppression, echoCancellation, autoGainControl } }
}

function captureOf(track: MediaStreamTrack, forget: () => void): Capture {
  let meter: LevelMeter | null = null
  return {
    track,
    label: track.label,
    level() {
      // Made when somebody looks: before that it would only stand between the click and the voice.
      if (track.kind !== 'audio') return 0
      meter ??= measureLevel(track)
      return meter.level()
    },
    stop() {
      forget()
      meter?.stop()
      track.stop()
    },
  }
}
