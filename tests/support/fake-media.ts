import type {
  AudioOutputPort,
  ChannelMessage,
  MediaDevicesPort,
  PeerConnection,
  PeerEvent,
  PeerOptions,
  PeerPort,
} from '../../src-renderer/call/ports.ts'
import type { Candidate } from '../../src-signaling/protocol/index.ts'
import { noEvidence } from './evidence.ts'

/**
 * Media for phones without a browser: connections find each other by their descriptions and are up as soon as both have both,
 * as long as the network between them is. Only for what our own ports promise; real media is the browser layer's.
 */
export interface FakeMedia {
  readonly peers: PeerPort
  /** A phone's own devices; `open()` counts what is open now. */
  devices(): MediaDevicesPort & { open(): number }
  readonly output: AudioOutputPort
  /** Nothing arrives anywhere any more, or again. */
  connected(on: boolean): void
  /** Candidates that reached any connection. */
  candidates(): readonly Candidate[]
}

interface End {
  readonly tell: (event: PeerEvent) => void
  other: End | null
}

/** Loudspeakers that nobody hears. */
export const silentOutput: AudioOutputPort = {
  ready: () => ({ play: () => {}, pause: () => {}, close: () => {} }),
  refresh: () => {},
}

export function fakeMedia(): FakeMedia {
  const ends = new Map<string, End>()
  const candidates: Candidate[] = []
  let up = true

  function open({ side, listener }: PeerOptions): PeerConnection {
    const name = `v=0 ${side} ${ends.size}`
    let alive = true
    let bytes = 0
    const later = (run: () => void) => setImmediate(() => alive && run())
    const end: End = { tell: (event) => later(() => listener(event)), other: null }
    ends.set(name, end)
    const describe = (role: 'offer' | 'answer', answers: number | null) => {
      end.tell({ kind: 'description', role, answers, sdp: name })
      end.tell({ kind: 'candidates', candidates: [], end: true })
    }
    if (side === 'caller') describe('offer', null)

    return {
      receiveDescription(role, sdp, seq) {
        end.other = ends.get(sdp) ?? null
        if (role === 'offer') return describe('answer', seq)
        for (const one of [end, end.other]) if (up) one?.tell({ kind: 'path', path: 'connected' })
      },
      receiveCandidates: (batch) => void candidates.push(...batch),
      agree: () => {},
      setMicrophone: () => {},
      setCamera: () => {},
      restartIce: () => later(() => describe('offer', null)),
      bytesReceived: () => Promise.resolve(up && end.other ? (bytes += 100) : bytes),
      send(message: ChannelMessage) {
        if (!end.other) return false
        // The real channel accepts what a dead path will never deliver.
        if (up && message.kind !== 'ping') end.other.tell({ kind: 'channel', message })
        return true
      },
      remoteLevel: () => 0,
      report: () => Promise.resolve(null),
      evidence: () => Promise.resolve(noEvidence),
      close() {
        alive = false
        ends.delete(name)
      },
    }
  }

  return {
    peers: { open },
    devices,
    output: silentOutput,
    connected(on) {
      up = on
    },
    candidates: () => candidates,
  }
}

function devices(): MediaDevicesPort & { open(): number } {
  let open = 0
  function opened(kind: 'audio' | 'video') {
    open += 1
    const track = { kind, enabled: true, readyState: 'live' } as MediaStreamTrack
    const stop = () => void (open -= 1)
    return {
      result: Promise.resolve({
        status: 'open' as const,
        capture: { track, id: kind, label: kind, level: () => 0, stop },
      }),
      // What is open already is stopped by whoever got it; one that is taken back in time was never handed out.
      cancel: stop,
    }
  }
  return {
    openMicrophone: () => opened('audio'),
    openCamera: () => opened('video'),
    list: () => Promise.resolve([]),
    staleMicrophone: () => null,
    staleCamera: () => null,
    onChange: () => () => {},
    open: () => open,
  }
}
