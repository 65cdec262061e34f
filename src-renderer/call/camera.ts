import type { Capture, CaptureProblem, MediaDevicesPort, PendingCapture } from './ports.ts'

/** The one camera of the call. Off means closed: its light is out. */
export interface Camera {
  open(): void
  /** Closes it, or takes a pending request back. */
  release(): void
  track(): MediaStreamTrack | null
  stream(): MediaStream | null
  state(): 'on' | 'off'
  problem(): CaptureProblem | null
  count(): number
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

  return {
    open: () => void open(),
    release: () => {
      problem = null
      if (!drop()) return
      listener.track(null)
      listener.changed()
    },
    track: () => capture?.track ?? null,
    stream: () => stream,
    state: () => (capture ? 'on' : 'off'),
    problem: () => problem,
    count: () => (capture ? 1 : 0) + (pending ? 1 : 0),
  }
}
