/** What lies between a click and a voice, as far as a page can see it. */
export type Step = 'microphone asked for' | 'microphone open' | 'connected' | 'first packet played'

declare global {
  var listener: {
    /** When each of the first `count` open connections first played something louder than silence: ms of the clock all pages share. */
    sound(count: number): Promise<readonly number[]>
    /** When the page was last clicked, on the same clock. */
    clickedAt(): number
    /** When each step was first taken in this page since it was opened or `forget` was called, on the same clock; packets only while it waits for a sound. */
    steps(): Readonly<Partial<Record<Step, number>>>
    forget(): void
    /** From now on notes when an open connection plays a packet that it had not had, louder than silence. */
    follow(): void
    /** The first such moment after `since`, or null when there is none for so many ms; both on the same clock. */
    heardAfter(since: number, ms: number): Promise<number | null>
  }
}

/**
 * Runs in every page before anything else, in ours and in the references alike: polls each open connection every 4 ms for the level
 * of what it plays (W3C webrtc-extensions, RTCRtpSynchronizationSource.audioLevel).
 */
export function installListener(): void {
  const AUDIBLE = 0.01
  const GIVE_UP = 15_000
  const EVERY = 4
  const stamp = () => performance.timeOrigin + performance.now()
  let steps: Partial<Record<Step, number>> = {}
  const step = (name: Step) => {
    steps[name] ??= stamp()
  }

  const connections: RTCPeerConnection[] = []
  const Native = globalThis.RTCPeerConnection
  globalThis.RTCPeerConnection = class extends Native {
    constructor(...args: ConstructorParameters<typeof Native>) {
      super(...args)
      connections.push(this)
      this.addEventListener('connectionstatechange', () => {
        if (this.connectionState === 'connected') step('connected')
      })
    }
  }
  // There is none on a page that is not secure; such a page hears, but does not speak.
  const devices = navigator.mediaDevices as MediaDevices | undefined
  const getUserMedia = devices?.getUserMedia.bind(devices)
  if (devices && getUserMedia)
    devices.getUserMedia = async (wanted) => {
      step('microphone asked for')
      const stream = await getUserMedia(wanted)
      step('microphone open')
      return stream
    }
  let clicked = Number.NaN
  const remember = (event: Event) => {
    clicked = performance.timeOrigin + event.timeStamp
  }
  addEventListener('click', remember, { capture: true })

  const sourceOf = (connection: RTCPeerConnection) =>
    connection
      .getReceivers()
      .find((one) => one.track.kind === 'audio')
      ?.getSynchronizationSources()[0]
  const noted: number[] = []
  const last = new Map<RTCPeerConnection, number>()
  const note = () => {
    for (const one of connections) {
      const source = one.signalingState === 'closed' ? undefined : sourceOf(one)
      if (source && (source.audioLevel ?? 0) > AUDIBLE && source.rtpTimestamp !== last.get(one)) noted.push(stamp())
      if (source) last.set(one, source.rtpTimestamp)
    }
  }

  const plays = (connection: RTCPeerConnection) => {
    const source = sourceOf(connection)
    if (source) step('first packet played')
    return (source?.audioLevel ?? 0) > AUDIBLE
  }
  globalThis.listener = {
    clickedAt: () => clicked,
    steps: () => steps,
    forget() {
      steps = {}
    },
    follow: () => void setInterval(note, EVERY),
    heardAfter: (since, ms) =>
      new Promise((resolve) => {
        const look = () => {
          const found = noted.find((at) => at > since)
          if (found !== undefined || stamp() > since + ms) resolve(found ?? null)
          else setTimeout(look, EVERY)
        }
        look()
      }),
    sound: (count) =>
      new Promise((resolve, reject) => {
        const heard = new Map<RTCPeerConnection, number>()
        const until = performance.now() + GIVE_UP
        const poll = setInterval(() => {
          const now = performance.now()
          for (const one of connections) {
            if (one.signalingState !== 'closed' && !heard.has(one) && plays(one))
              heard.set(one, performance.timeOrigin + now)
          }
          if (heard.size < count && now < until) return
          clearInterval(poll)
          if (heard.size < count) return reject(new Error(`silent for ${GIVE_UP} ms`))
          resolve(connections.flatMap((one) => heard.get(one) ?? []))
        }, EVERY)
      }),
  }
}
