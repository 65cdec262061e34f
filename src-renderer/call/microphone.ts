import type { MediaState } from '../../src-signaling/protocol/index.ts'
import type { Capture, CaptureProblem, Clock, MediaDevicesPort, PendingCapture, Stale } from './ports.ts'

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
  /** It was asked for, by a gesture of this person. */
  wanted(): boolean
  /** Without a microphone, and with none on its way, a press asks for one again; without a call it does nothing. */
  setMuted(muted: boolean): void
  track(): MediaStreamTrack | null
  /** What it does, for the other end: one that the system mutes is muted (F-65). */
  state(): MediaState['microphone']
  /** What the person chose: mute is theirs alone. */
  chosen(): MediaState['microphone']
  /** The system, or a key on the headset, lets no sound through (W3C mediacapture-streams §4.3.1, "muted"). */
  mutedBySystem(): boolean
  /** The request has no answer yet, for so long that a person is probably being asked. */
  asked(): boolean
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

/** A browser that need not ask has opened a microphone by then, ms. */
const ASKS_AFTER = 1_500

export function createMicrophone(devices: MediaDevicesPort, clock: Clock, listener: MicrophoneListener): Microphone {
  let wanted = false
  let pending: PendingCapture | null = null
  let capture: Capture | null = null
  let muted = false
  let silencedUntilBack: string | null = null
  let mutedBySystem = false
  let problem: CaptureProblem | null = null
  let notice: MicrophoneNotice | null = null
  let asked = false
  let stopAsking = () => {}

  /** Opens the microphone that is right now; an open one goes on until its successor is there. */
  async function open(why: Stale = 'other'): Promise<void> {
    wanted = true
    pending?.cancel()
    if (why === 'voice') capture?.stop()
    const request = devices.openMicrophone()
    pending = request
    settleAsking()
    if (!capture) {
      stopAsking = clock.after(ASKS_AFTER, () => {
        asked = true
        listener.changed()
      })
    }
    const result = await request.result
    if (pending !== request) return
    pending = null
    settleAsking()
    const before = capture
    capture = result.status === 'open' ? result.capture : null
    problem = result.status === 'open' ? null : result.problem
    mutedBySystem = capture?.track.muted === true
    if (before) {
      before.stop()
      notice = noticeOf(before, why === 'gone')
    }
    if (silencedUntilBack !== null && capture?.label === silencedUntilBack) {
      silencedUntilBack = null
      notice = null
    }
    apply()
    listener.settled()
    listener.changed()
    // Another one may have been chosen while this one opened.
    if (capture) follow()
  }

  /** Only a change that nobody asked for is worth a word. */
  function noticeOf(before: Capture, wasUnplugged: boolean): MicrophoneNotice | null {
    if (before.label === capture?.label) return notice
    return wasUnplugged || !capture ? { kind: 'switched', from: before.label, to: capture?.label ?? null } : null
  }

  function settleAsking(): void {
    stopAsking()
    asked = false
  }

  function apply(): void {
    if (capture) capture.track.enabled = !muted && silencedUntilBack === null
    listener.track(capture?.track ?? null)
  }

  function follow(): void {
    const stale = wanted && !pending ? devices.staleMicrophone(capture) : null
    if (stale) void open(stale)
    const before = mutedBySystem
    mutedBySystem = capture?.track.muted === true
    if (mutedBySystem !== before) listener.changed()
  }
  const stopWatching = devices.onChange(follow)

  function chosen(): MediaState['microphone'] {
    if (!capture) return pending && muted ? 'muted' : 'none'
    return muted || silencedUntilBack !== null ? 'muted' : 'on'
  }

  return {
    open: () => void open(),
    wanted: () => wanted,
    release() {
      wanted = false
      pending?.cancel()
      pending = null
      settleAsking()
      capture?.stop()
      capture = null
      muted = false
      silencedUntilBack = null
      mutedBySystem = false
      problem = null
      notice = null
    },
    setMuted(value) {
      if (!wanted) return
      if (!capture && !pending) {
        // Nobody is muted without knowing it: who presses here wants to be heard.
        muted = false
        silencedUntilBack = null
        return void open()
      }
      muted = value
      if (!value) silencedUntilBack = null
      apply()
      listener.changed()
    },
    track: () => capture?.track ?? null,
    state: () => (capture ? (mutedBySystem ? 'muted' : chosen()) : 'none'),
    chosen,
    mutedBySystem: () => mutedBySystem,
    asked: () => asked,
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
