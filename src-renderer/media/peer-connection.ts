import type { Candidate } from '../../src-signaling/protocol/index.ts'
import type {
  ChannelMessage,
  Clock,
  PathReport,
  PeerConnection,
  PeerEvent,
  PeerOptions,
  PeerPort,
} from '../call/ports.ts'
import type { FarCandidate } from './candidate-gate.ts'
import { createCandidateGate, takeCandidates } from './candidate-gate.ts'
import { createCandidateOutbox } from './candidate-outbox.ts'
import { readChannelMessage } from './channel-message.ts'
import { createOperations } from './operations.ts'
import { preferShortPackets } from './packet-time.ts'
import type { PacketCount } from './path-report.ts'
import { watchEvidence } from './path-evidence.ts'
import { pathReport } from './path-report.ts'
import { number, readStats } from './stats.ts'

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
    iceServers: [...options.ice.known.servers],
    iceTransportPolicy: options.ice.known.policy,
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
  const evidence = watchEvidence(connection, options.ice.hasRelay)
  const outbox = createCandidateOutbox(clock, (candidates, end) => tell({ kind: 'candidates', candidates, end }))
  const waiting: FarCandidate[] = []
  const gate = createCandidateGate((batch) =>
    operations.run(async () => {
      if (!described) return void waiting.push(...batch)
      for (const candidate of batch) await addCandidate(candidate)
    }),
  )
  // Who dials has agreed.
  let agreed = options.side === 'caller'
  if (agreed) gate.open()
  const polite = options.side === 'callee'
  let described = false
  let makingOffer = false
  let microphone: MediaStreamTrack | null = null
  let camera: MediaStreamTrack | null = null
  let count: PacketCount = { received: 0, lost: 0 }

  connection.addEventListener(
    'icecandidate',
    ({ candidate }) => {
      outbox.add(candidate)
      if (candidate) gate.learnOwn(candidate.candidate)
    },
    on,
  )
  connection.addEventListener('connectionstatechange', () => tellPath(connection.connectionState), on)
  // The first offer is made at once; what changes later is negotiated when both ends know each other.
  connection.addEventListener('negotiationneeded', () => described && operations.run(offer), on)
  channel.addEventListener('message', ({ data }) => receive(readChannelMessage(data)), on)

  /** Takes up the servers with fresh credentials (RFC 8829 §4.1.18): the next gathering uses them. */
  async function renewServers(): Promise<void> {
    const ice = await options.ice.fresh()
    if (ice === null || ends.signal.aborted) return
    const { servers, policy } = ice
    connection.setConfiguration({
      ...connection.getConfiguration(),
      iceServers: [...servers],
      iceTransportPolicy: policy,
    })
  }
  // The first gathering waits for them. A server that this browser does not understand must not end the call: it is tried without.
  const serversReady = renewServers().catch(() => {})

  if (options.side === 'caller') {
    connection.addTransceiver('audio', { direction: 'sendrecv', streams: [stream] })
    connection.addTransceiver('video', { direction: 'sendrecv', streams: [stream] })
    operations.run(offer)
  }

  async function offer(): Promise<void> {
    await serversReady
    makingOffer = true
    try {
      await connection.setLocalDescription()
      if (connection.localDescription?.type === 'offer') tellDescription('offer', null)
    } finally {
      makingOffer = false
    }
  }

  function tellDescription(role: 'offer' | 'answer', answers: number | null): void {
    tell({ kind: 'description', role, answers, sdp: preferShortPackets(connection.localDescription?.sdp ?? '') })
    outbox.open()
  }

  function tellPath(state: RTCPeerConnectionState): void {
    if (state === 'connected' || state === 'disconnected' || state === 'failed') tell({ kind: 'path', path: state })
  }

  async function receiveAnswer(sdp: string): Promise<void> {
    await connection.setRemoteDescription({ type: 'answer', sdp })
    await settle()
  }

  /** Perfect negotiation (W3C webrtc §10.7): of two offers that cross, the polite end gives its own up (R-13, F-23). */
  async function receiveOffer(sdp: string, seq: number): Promise<void> {
    const collision = makingOffer || connection.signalingState !== 'stable'
    if (collision && !polite) return
    const far = agreed ? { sdp, candidates: [] } : takeCandidates(sdp)
    gate.add(far.candidates)
    await connection.setRemoteDescription({ type: 'offer', sdp: far.sdp })
    // Left alone a transceiver of the answerer is recvonly, and replaceTrack would send nothing.
    if (!described) for (const transceiver of connection.getTransceivers()) openBothWays(transceiver)
    await serversReady
    await connection.setLocalDescription()
    tellDescription('answer', seq)
    await settle()
  }

  function openBothWays(transceiver: RTCRtpTransceiver): void {
    transceiver.direction = 'sendrecv'
    transceiver.sender.setStreams(stream)
  }

  /** Both descriptions are there for the first time: tracks can be sent, and candidates added. */
  async function settle(): Promise<void> {
    if (!described) {
      described = true
      tell({
        kind: 'remote-stream',
        stream: new MediaStream(connection.getReceivers().map((receiver) => receiver.track)),
      })
      attach('audio')
      attach('video')
    }
    for (const candidate of waiting.splice(0)) await addCandidate(candidate)
  }

  async function addCandidate(candidate: FarCandidate): Promise<void> {
    // One candidate that this browser does not understand must not lose the others.
    await connection.addIceCandidate(candidate ?? undefined).catch(() => {})
  }

  function sender(kind: 'audio' | 'video'): RTCRtpSender | undefined {
    return connection.getTransceivers().find((transceiver) => transceiver.receiver.track.kind === kind)?.sender
  }

  function attach(kind: 'audio' | 'video'): void {
    if (ends.signal.aborted) return
    void sender(kind)
      ?.replaceTrack(kind === 'audio' ? microphone : camera)
      .catch(() => {})
  }

  /** An offer without answer was lost with the path: it is taken back, so that a new one can go. */
  async function restart(): Promise<void> {
    if (!described) return
    // It does not wait: credentials last for hours, and the host may be away. Fresh ones are for the restart after this.
    void renewServers().catch(() => {})
    connection.restartIce()
    if (connection.signalingState !== 'have-local-offer') return
    await connection.setLocalDescription({ type: 'rollback' })
    await offer()
  }

  function receive(message: ChannelMessage | null): void {
    if (message && message.kind !== 'ping') tell({ kind: 'channel', message })
  }

  function send(message: ChannelMessage): boolean {
    if (channel.readyState !== 'open') return false
    channel.send(JSON.stringify(message))
    return true
  }

  async function bytesReceived(): Promise<number | null> {
    if (ends.signal.aborted) return null
    const pairs = (await readStats(connection)).filter(({ type }) => type === 'candidate-pair')
    return pairs.reduce((sum, pair) => sum + (number(pair.bytesReceived) ?? 0), 0)
  }

  async function report(): Promise<PathReport | null> {
    if (ends.signal.aborted) return null
    const looked = pathReport(await readStats(connection), count)
    count = looked.count
    return looked.report
  }

  return {
    receiveDescription: (role, sdp, seq) =>
      operations.run(() => (role === 'offer' ? receiveOffer(sdp, seq) : receiveAnswer(sdp))),
    restartIce: () => operations.run(restart),
    bytesReceived,
    receiveCandidates(candidates, end) {
      gate.add([...candidates.map(fromWire), ...(end ? [null] : [])])
    },
    agree() {
      agreed = true
      gate.open()
    },
    setMicrophone(track) {
      if (track === microphone) return
      microphone = track
      attach('audio')
    },
    setCamera(track) {
      if (track === camera) return
      camera = track
      attach('video')
    },
    send,
    remoteLevel() {
      const receiver = connection.getReceivers().find(({ track }) => track.kind === 'audio')
      return Math.min(1, (receiver?.getSynchronizationSources()[0]?.audioLevel ?? 0) * 4)
    },
    report,
    evidence: evidence.read,
    close() {
      if (ends.signal.aborted) return
      ends.abort()
      evidence.stop()
      operations.close()
      outbox.close()
      channel.close()
      connection.close()
    },
  }
}

const fromWire = (candidate: Candidate): RTCIceCandidateInit => ({ ...candidate })
