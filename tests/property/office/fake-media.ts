import type {
  Capture,
  ChannelMessage,
  MediaDevicesPort,
  PeerConnection,
  PeerEvent,
  PeerOptions,
  PeerPort,
} from '../../../src-renderer/call/ports.ts'
import { noEvidence } from '../../support/evidence.ts'
import type { VirtualClock } from './virtual-clock.ts'

const LATENCY = 3
const ICE = 40
/** ICE says `disconnected` this long after the last byte, as measured (CALL-RULES "Timers"). */
const DISCONNECTED = 7_000

/** All peer connections of the test: an answer to an offer makes a path, and a path may break. */
export interface MediaWorld {
  /** @param fails for one moment: the next connection cannot be opened (a browser's limit) */
  peers(fails: () => boolean): PeerPort
  /** Nothing passes between devices until told otherwise. */
  breakPaths(broken: boolean): void
  open(): number
}

interface Peer {
  readonly id: number
  readonly options: PeerOptions
  far: Peer | null
  up: boolean
  closed: boolean
  bytes: number
}

export function createMediaWorld(clock: VirtualClock): MediaWorld {
  const peers = new Map<number, Peer>()
  let broken = false
  let next = 0

  const say = (peer: Peer, event: PeerEvent, ms: number) =>
    void clock.after(ms, () => {
      if (!peer.closed) peer.options.listener(event)
    })
  const flows = (peer: Peer): boolean =>
    !broken && peer.up && peer.far !== null && !peer.far.closed && peer.far.far === peer

  /** Both ends know each other: the path comes up where bytes pass, and ICE tries again while they do not. */
  function join(a: Peer, b: Peer): void {
    a.far = b
    b.far = a
    clock.after(ICE, () => {
      if (broken || a.closed || b.closed || a.far !== b || b.far !== a) return
      for (const one of [a, b]) {
        one.up = true
        say(one, { kind: 'path', path: 'connected' }, 0)
      }
    })
  }

  function watch(peer: Peer): void {
    if (peer.closed) return
    if (flows(peer)) peer.bytes++
    else if (peer.up) {
      peer.up = false
      say(peer, { kind: 'path', path: 'disconnected' }, DISCONNECTED)
    }
    clock.after(400, () => watch(peer))
  }

  function connection(peer: Peer): PeerConnection {
    const offer = () => say(peer, { kind: 'description', role: 'offer', answers: null, sdp: `${peer.id}` }, LATENCY)
    const gather = () => say(peer, { kind: 'candidates', candidates: [], end: true }, LATENCY + 10)
    if (peer.options.side === 'caller') {
      offer()
      gather()
    }
    return {
      receiveDescription(role, sdp, seq) {
        const far = peers.get(Number(sdp))
        if (!far || far.closed || peer.closed) return
        if (role === 'answer') return join(peer, far)
        say(peer, { kind: 'description', role: 'answer', answers: seq, sdp: `${peer.id}` }, LATENCY)
        gather()
      },
      receiveCandidates: () => {},
      agree: () => {},
      setMicrophone: () => {},
      setCamera: () => {},
      restartIce: offer,
      bytesReceived: () => Promise.resolve(peer.bytes),
      send(message: ChannelMessage) {
        const { far } = peer
        if (!far || !peer.up || !far.up) return false
        clock.after(LATENCY, () => {
          if (flows(peer) || (!broken && far.up && !far.closed)) say(far, { kind: 'channel', message }, 0)
        })
        return true
      },
      remoteLevel: () => 0,
      report: () => Promise.resolve(null),
      evidence: () => Promise.resolve(noEvidence),
      close() {
        peer.closed = true
        peers.delete(peer.id)
      },
    }
  }

  return {
    peers: (fails) => ({
      open(options) {
        if (fails()) throw new Error('too many connections')
        const peer: Peer = { id: next++, options, far: null, up: false, closed: false, bytes: 0 }
        peers.set(peer.id, peer)
        watch(peer)
        return connection(peer)
      },
    }),
    breakPaths: (now) => void (broken = now),
    open: () => peers.size,
  }
}

/** Microphones that open when their person has answered the prompt. */
export function fakeDevices(clock: VirtualClock, promptMs: () => number, open: Set<Capture>): MediaDevicesPort {
  const request = () => {
    let settle: (capture: Capture) => void = () => {}
    const result = new Promise<{ readonly status: 'open'; readonly capture: Capture }>((resolve) => {
      settle = (capture) => resolve({ status: 'open', capture })
    })
    const stop = clock.after(promptMs(), () => {
      const capture: Capture = {
        track: { enabled: true } as MediaStreamTrack,
        id: 'microphone',
        label: 'microphone',
        level: () => 0,
        stop: () => void open.delete(capture),
      }
      open.add(capture)
      settle(capture)
    })
    return { result, cancel: stop }
  }
  return {
    openMicrophone: request,
    openCamera: request,
    list: () => Promise.resolve([]),
    staleMicrophone: () => null,
    staleCamera: () => null,
    onChange: () => () => {},
  }
}
