import type { Capture, CaptureProblem, CaptureResult, MediaDevicesPort, PendingCapture } from './ports.ts'

/** The one camera of the call. Off means closed: its light is out. */
export interface Camera {
  /** While the call is on hold it opens with Resume. */
  open(): void
  /** Closes it, or takes a pending request back. */
  release(): void
  /** Hold closes it, Resume opens it again unless it was turned off meanwhile. */
  hold(on: boolean): void
  track(): MediaStreamTrack | null
  stream(): MediaStream | null
  /** What it does, for the other end: one that the system mutes gives no picture. */
  state(): 'on' | 'off'
  /** What the person chose: on hold the camera is closed, whatever it will do at Resume. */
  chosen(): 'on' | 'off'
  /** The system lets no picture through (W3C mediacapture-streams §4.3.1, "muted"). */
  mutedBySystem(): boolean
  problem(): CaptureProblem | null
  count(): number
  /** Stops looking whether it is still there. */
  close(): void
}

interface CameraListener {
  /** The track to send from now on. */
  track(track: MediaStreamTrack | null): void
  changed(): void
}

export function createCamera(devices: MediaDevicesPort, listener: CameraListener): Camera {
  let pending: PendingCapture | null = null
  let capture: Capture | null = null
  let stream: MediaStream | null = null
  let problem: CaptureProblem | null = null
  let mutedBySystem = false
  let held = false
  let resumes = false

  function use(next: Capture | null): void {
    capture?.stop()
    capture = next
    stream = next && new MediaStream([next.track])
    mutedBySystem = next?.track.muted === true
    listener.track(next?.track ?? null)
  }

  function drop(): boolean {
    const had = pending !== null || capture !== null
    pending?.cancel()
    pending = null
    if (capture) use(null)
    return had
  }

  async function open(): Promise<void> {
    if (pending || capture) return
    if (held) {
      resumes = true
      return listener.changed()
    }
    problem = null
    const result = await ask()
    if (result) settle(result)
  }

  /** @returns null when it was taken back meanwhile: the port stops what opens late */
  async function ask(): Promise<CaptureResult | null> {
    const request = devices.openCamera()
    pending = request
    const result = await request.result
    if (pending !== request) return null
    pending = null
    return result
  }

  function settle(result: CaptureResult): void {
    problem = result.status === 'open' ? null : result.problem
    use(result.status === 'open' ? result.capture : null)
    listener.changed()
    // Another one may have been chosen while this one opened.
    follow()
  }

  /** Another one was chosen: the picture goes on until it is there. */
  async function replace(): Promise<void> {
    const first = await ask()
    if (!first) return
    // Many phones open one camera at a time.
    if (first.status === 'open' || first.problem !== 'in-use' || !capture) return settle(first)
    use(null)
    const second = await ask()
    if (second) settle(second)
  }

  function release(): void {
    problem = null
    const waited = resumes
    resumes = false
    if (drop() || waited) listener.changed()
  }

  function hold(on: boolean): void {
    if (held === on) return
    const continues = on ? pending !== null || capture !== null : resumes
    if (on) release()
    held = on
    resumes = on && continues
    if (!on && continues) void open()
  }

  function follow(): void {
    if (!capture) return
    const stale = pending ? null : devices.staleCamera(capture)
    // Unplugged: a still picture is no picture, and the other end is told. The voice goes on (F-64).
    if (stale === 'gone') {
      release()
      problem = 'missing'
      return listener.changed()
    }
    if (stale === 'other') void replace()
    const before = mutedBySystem
    mutedBySystem = capture.track.muted
    if (mutedBySystem !== before) listener.changed()
  }
  const stopWatching = devices.onChange(follow)

  return {
    open: () => void open(),
    release,
    hold,
    track: () => capture?.track ?? null,
    stream: () => stream,
    state: () => (capture && !mutedBySystem ? 'on' : 'off'),
    chosen: () => ((held ? resumes : capture) ? 'on' : 'off'),
    mutedBySystem: () => mutedBySystem,
    problem: () => problem,
    count: () => (capture ? 1 : 0) + (pending ? 1 : 0),
    close: stopWatching,
  }
}
