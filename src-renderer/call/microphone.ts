import type { MediaState } from '../../src-signaling/protocol/index.ts'
import type { Capture, CaptureProblem, MediaDevicesPort, PendingCapture } from './ports.ts'

/** The microphone changed under the call: one banner, with Undo (F-63). */
export interface MicrophoneNotice {
  readonly kind: 'switched'
  readonly from: string
  readonly to: string | null
}

/** The one microphone of the call; muting keeps it open, so that unmuting is instant. */
export interface Microphone {
  open(): void
  /** Closes it, or takes a pending request back; forgets mute and notice. */
  release(): void
  setMuted(muted: boolean): void
  track(): MediaStreamTrack | null
  /** What it does, for the other end: one that the system mutes is muted (F-65). */
  state(): MediaState['microphone']
  /** What the person chose: mute is theirs alone. */
  chosen(): MediaState['microphone']
  /** The system, or a key on the headset, lets no sound through (W3C mediacapture-streams §4.3.1, "muted"). */
  mutedBySystem(): boolean
  problem(): CaptureProblem | null
  notice(): MicrophoneNotice | null
  dismissNotice(): void
  /** After a pulled headset: silent until it is back. */
  undoSwitch(): void
  /** 0…1, 0 while muted. */
  level(): number
  count(): number
  close(): void
}

interface MicrophoneListener {
  /** The track to send from now on. */
  track(track: MediaStreamTrack | null): void
  changed(): void
  /** The request has an outcome. */
  settled(): void
}

export function createMicrophone(devices: MediaDevicesPort, listener: MicrophoneListener): Microphone {
  let wanted = false
  let pending: PendingCapture | null = null
  let capture: Capture | null = null
  let muted = false
  let silencedUntilBack: string | null = null
  let mutedBySystem = false
  let problem: CaptureProblem | null = null
  let notice: MicrophoneNotice | null = null

  /** Opens the microphone that is right now; an open one goes on until its successor is there. */
  async function open(): Promise<void> {
    wanted = true
    pending?.cancel()
    const request = devices.openMicrophone()
    pending = request
    const result = await request.result
    if (pending !== request) return
    pending = null
    const before = capture
    capture = result.status === 'open' ? result.capture : null
    problem = result.status === 'open' ? null : result.problem
    mutedBySystem = capture?.track.muted === true
    if (before) {
      before.stop()
      if (before.label !== capture?.label) notice = { kind: 'switched', from: before.label, to: capture?.label ?? null }
    }
    if (silencedUntilBack !== null && capture?.label === silencedUntilBack) {
      silencedUntilBack = null
      notice = null
    }
    apply()
    listener.settled()
    listener.changed()
  }

  function apply(): void {
    if (capture) capture.track.enabled = !muted && silencedUntilBack === null
    listener.track(capture?.track ?? null)
  }

  const stopWatching = devices.onChange(() => {
    if (wanted && !pending && devices.microphoneIsStale(capture)) void open()
    const before = mutedBySystem
    mutedBySystem = capture?.track.muted === true
    if (mutedBySystem !== before) listener.changed()
  })

  function chosen(): MediaState['microphone'] {
    if (!capture) return 'none'
    return muted || silencedUntilBack !== null ? 'muted' : 'on'
  }

  return {
    open: () => void open(),
    release() {
      wanted = false
      pending?.cancel()
      pending = null
      capture?.stop()
      capture = null
      muted = false
      silencedUntilBack = null
      mutedBySystem = false
      problem = null
      notice = null
    },
    setMuted(value) {
      muted = value
      if (!value) silencedUntilBack = null
      apply()
      listener.changed()
    },
    track: () => capture?.track ?? null,
    state: () => (capture && mutedBySystem ? 'muted' : chosen()),
    chosen,
    mutedBySystem: () => mutedBySystem,
    problem: () => problem,
    notice: () => notice,
    dismissNotice() {
      notice = null
      listener.changed()
    },
    undoSwitch() {
      silencedUntilBack = notice?.from ?? null
      notice = null
      apply()
      listener.changed()
    },
    level: () => (capture && capture.track.enabled ? capture.level() : 0),
    count: () => (capture ? 1 : 0) + (pending ? 1 : 0),
    close: stopWatching,
  }
}
