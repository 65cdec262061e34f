import type { Capture, CaptureProblem, MediaDevicesPort, PendingCapture } from './ports.ts'

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
  state(): 'on' | 'off'
  /** What the person chose: on hold the camera is closed, whatever it will do at Resume. */
  chosen(): 'on' | 'off'
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
  let held = false
  let resumes = false

  function drop(): boolean {
    const had = pending !== null || capture !== null
    pending?.cancel()
    pending = null
    capture?.stop()
    capture = null
    stream = null
    return had
  }

  async function open(): Promise<void> {
    if (pending || capture) return
    if (held) {
      resumes = true
      return listener.changed()
    }
    problem = null
    const request = devices.openCamera()
    pending = request
    const result = await request.result
    // Taken back meanwhile: the port stops what opens late.
    if (pending !== request) return
    pending = null
    if (result.status === 'open') {
      capture = result.capture
      stream = new MediaStream([capture.track])
      listener.track(capture.track)
    } else {
      problem = result.problem
    }
    listener.changed()
  }

  function release(): void {
    problem = null
    const waited = resumes
    resumes = false
    if (drop()) listener.track(null)
    else if (!waited) return
    listener.changed()
  }

  function hold(on: boolean): void {
    if (held === on) return
    const continues = on ? pending !== null || capture !== null : resumes
    if (on) release()
    held = on
    resumes = on && continues
    if (!on && continues) void open()
  }

  // Unplugged: a still picture is no picture, and the other end is told. The voice goes on (F-64).
  const stopWatching = devices.onChange(() => {
    if (capture?.track.readyState !== 'ended') return
    release()
    problem = 'missing'
    listener.changed()
  })

  return {
    open: () => void open(),
    release,
    hold,
    track: () => capture?.track ?? null,
    stream: () => stream,
    state: () => (capture ? 'on' : 'off'),
    chosen: () => ((held ? resumes : capture) ? 'on' : 'off'),
    problem: () => problem,
    count: () => (capture ? 1 : 0) + (pending ? 1 : 0),
    close: stopWatching,
  }
}
