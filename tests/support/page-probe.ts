/** What the init script below leaves in every page. */
export interface PageProbe {
  readonly captureCalls: number
  readonly connections: RTCPeerConnection[]
  readonly tracks: MediaStreamTrack[]
  /** What the page made to play sound, in its document or not. */
  readonly loudspeakers: HTMLAudioElement[]
  readonly violations: string[]
}

declare global {
  var pageProbe: PageProbe
  var ringdownProbe: { counts(): Record<string, number> }
}

/** Runs in the page before anything else: remembers connections, captures, loudspeakers and policy violations. */
export function installProbe(): void {
  const probe = {
    captureCalls: 0,
    connections: [] as RTCPeerConnection[],
    tracks: [] as MediaStreamTrack[],
    loudspeakers: [] as HTMLAudioElement[],
    violations: [] as string[],
  }
  globalThis.pageProbe = probe
  document.addEventListener('securitypolicyviolation', (event) => {
    probe.violations.push(`${event.violatedDirective} ${event.blockedURI}`)
  })
  const Native = globalThis.RTCPeerConnection
  globalThis.RTCPeerConnection = class extends Native {
    constructor(...args: ConstructorParameters<typeof Native>) {
      super(...args)
      probe.connections.push(this)
    }
  }
  const NativeAudio = globalThis.Audio
  globalThis.Audio = class extends NativeAudio {
    constructor(source?: string) {
      super(source)
      probe.loudspeakers.push(this)
    }
  }
  const devices = navigator.mediaDevices as MediaDevices | undefined
  if (!devices) return
  const open = devices.getUserMedia.bind(devices)
  devices.getUserMedia = async (constraints) => {
    probe.captureCalls += 1
    const stream = await open(constraints)
    probe.tracks.push(...stream.getTracks())
    return stream
  }
}
