import type { Candidate } from '../../src-signaling/protocol/index.ts'
import { TIMERS } from '../../src-signaling/protocol/index.ts'
import type {
  ChannelMessage,
  Clock,
  PathReport,
  PeerConnection,
  PeerEvent,
  PeerOptions,
  PeerPort,
} from '../call/ports.ts'
import { createCandidatePolicy } from './candidate-policy.ts'
import { readChannelMessage } from './channel-message.ts'
import { createOperations } from './operations.ts'
import type { PacketCount } from './path-report.ts'
import { pathReport } from './path-report.ts'

/** Peer connections of a page. */
export const createPeerPort = (clock: Clock): PeerPort => ({ open: (options) => openPeer(options, clock) })

/**
 * One warm connection: audio and video transceivers without tracks and a data channel from the first description on,
 * so that accept, mute and camera never renegotiate (DESIGN 3).
 */
function openPeer(options: PeerOptions, clock: Clock): PeerConnection {
  const connection = new RTCPeerConnection({
    bundlePolicy: 'max-bundle',
    rtcpMuxPolicy: 'require',
    iceServers: [...options.iceServers],
  })
  const stream = new MediaStream()
  const channel = connection.createDataChannel('control', { negotiated: true, id: 0 })
  const ends = new AbortController()
  const on = { signal: ends.signal }
  const tell = (event: PeerEvent) => {
    if (!ends.signal.aborted) options.listener(event)
  }
  const operations = createOperations((error) =>
    tell({ kind: 'broken', detail: error instanceof Error ? error.name : 'unknown' }),
  )
  const outbox = candidateOutbox(clock, (candidates, end) => tell({ kind: 'candidates', candidates, end }))
  const waiting: (RTCIceCandidateInit | null)[] = []
  const polite = options.side === 'callee'
  let described = false
  let makingOffer = false
  let microphone: MediaStreamTrack | null = null
  let camera: MediaStreamTrack | null = null
  let count: PacketCount = { received: 0, lost: 0 }

  connection.addEventListener('icecandidate', ({ candidate }) => outbox.add(candidate), on)
  connection.addEventListener('connectionstatechange', () => tellPath(connection.connectionState), on)
  connection.addEventListener('negotiationneeded', () => renegotiate(), on)
  channel.addEventListener('message', ({ data }) => receive(readChannelMessage(data)), on)

  if (options.side === 'caller') {
    connection.addTransceiver('audio', { direction: 'sendrecv', streams: [stream] })
    connection.addTransceiver('video', { direction: 'sendrecv', streams: [stream] })
    operations.run(async () => {
      await connection.setLocalDescription()
      tellDescription('offer')
    })
  }

  function tellDescription(role: 'offer' | 'answer'): void {
    tell({ kind: 'description', role, sdp: connection.localDescription?.sdp ?? '' })
    outbox.open()
  }

  function tellPath(state: RTCPeerConnectionState): void {
    if (state === 'connected' || state === 'disconnected' || state === 'failed') tell({ kind: 'path', path: state })
  }

  async function applyRemote(role: 'offer' | 'answer', sdp: string): Promise<void> {
    await connection.setRemoteDescription({ type: role, sdp })
    tell({
      kind: 'remote-stream',
      stream: new MediaStream(connection.getReceivers().map((receiver) => receiver.track)),
    })
    if (role === 'offer') {
      // Left alone a transceiver of the answerer is recvonly, and replaceTrack would send nothing.
      for (const transceiver of connection.getTransceivers()) {
        transceiver.direction = 'sendrecv'
        transceiver.sender.setStreams(stream)
      }
      await connection.setLocalDescription()
      tellDescription('answer')
    }
    described = true
    attach()
    for (const candidate of waiting.splice(0)) await addCandidate(candidate)
  }

  async function addCandidate(candidate: RTCIceCandidateInit | null): Promise<void> {
    // One candidate that this browser does not understand must not lose the others.
    await connection.addIceCandidate(candidate ?? undefined).catch(() => {})
  }

  function sender(kind: 'audio' | 'video'): RTCRtpSender | undefined {
    return connection.getTransceivers().find((transceiver) => transceiver.receiver.track.kind === kind)?.sender
  }

  function attach(): void {
    if (ends.signal.aborted) return
    void sender('audio')
      ?.replaceTrack(microphone)
      .catch(() => {})
    void sender('video')
      ?.replaceTrack(camera)
      .catch(() => {})
  }

  /** Later changes are negotiated on the data channel: W3C webrtc §10.7, perfect negotiation; the callee is polite. */
  function renegotiate(): void {
    // Towards an old client, which has no data channel, there is nothing to negotiate later.
    if (!described || channel.readyState !== 'open') return
    operations.run(async () => {
      makingOffer = true
      try {
        await connection.setLocalDescription()
        send({ kind: 'description', type: 'offer', sdp: connection.localDescription?.sdp ?? '' })
      } finally {
        makingOffer = false
      }
    })
  }

  async function negotiated({ type, sdp }: Extract<ChannelMessage, { kind: 'description' }>): Promise<void> {
    const collision = type === 'offer' && (makingOffer || connection.signalingState !== 'stable')
    if (collision && !polite) return
    await connection.setRemoteDescription({ type, sdp })
    if (type === 'answer') return
    await connection.setLocalDescription()
    send({ kind: 'description', type: 'answer', sdp: connection.localDescription?.sdp ?? '' })
  }

  function receive(message: ChannelMessage | null): void {
    if (message?.kind === 'description') operations.run(() => negotiated(message))
    else if (message) tell({ kind: 'channel', message })
  }

  function send(message: ChannelMessage): boolean {
    if (channel.readyState !== 'open') return false
    channel.send(JSON.stringify(message))
    return true
  }

  async function report(): Promise<PathReport | null> {
    if (ends.signal.aborted) return null
    const stats: Parameters<typeof pathReport>[0][number][] = []
    ;(await connection.getStats()).forEach((entry) => stats.push(entry))
    const looked = pathReport(stats, count)
    count = looked.count
    return looked.report
  }

  return {
    receiveDescription: (role, sdp) => operations.run(() => applyRemote(role, sdp)),
    receiveCandidates(candidates, end) {
      const batch = [...candidates.map(fromWire), ...(end ? [null] : [])]
      operations.run(async () => {
        if (!described) return void waiting.push(...batch)
        for (const candidate of batch) await addCandidate(candidate)
      })
    },
    setMicrophone(track) {
      microphone = track
      attach()
    },
    setCamera(track) {
      camera = track
      attach()
    },
    send,
    remoteLevel() {
      const receiver = connection.getReceivers().find(({ track }) => track.kind === 'audio')
      return Math.min(1, (receiver?.getSynchronizationSources()[0]?.audioLevel ?? 0) * 4)
    },
    report,
    close() {
      if (ends.signal.aborted) return
      ends.abort()
      operations.close()
      outbox.close()
      channel.close()
      connection.close()
    },
  }
}

const fromWire = (candidate: Candidate): RTCIceCandidateInit => ({ ...candidate })

/** Gathers candidates into batches; nothing goes before the description. */
function candidateOutbox(clock: Clock, deliver: (candidates: readonly Candidate[], end: boolean) => void) {
  const policy = createCandidatePolicy()
  let batch: Candidate[] = []
  let isOpen = false
  let ended = false
  let stop: (() => void) | null = null

  function flush(): void {
    stop?.()
    stop = null
    const candidates = policy.admit(batch)
    batch = []
    if (candidates.length > 0 || ended) deliver(candidates, ended)
  }
  const soon = () => {
    if (isOpen) stop ??= clock.after(TIMERS.candidateBatch, flush)
  }

  return {
    /** Null is the end of candidates (RFC 8838 §8.2). */
    add(candidate: RTCIceCandidate | null) {
      if (candidate && candidate.candidate !== '') {
        const { candidate: line, sdpMid, sdpMLineIndex, usernameFragment } = candidate
        batch.push({ candidate: line, sdpMid, sdpMLineIndex, usernameFragment: usernameFragment ?? null })
      } else if (!candidate) ended = true
      soon()
    },
    open() {
      isOpen = true
      if (batch.length > 0 || ended) flush()
    },
    close: () => stop?.(),
  }
}
