/*
 * What is known of one peer connection, as far as it says why two phones find each other or not. No address is kept:
 * evidence is shown, copied and logged (S-44).
 */

/** RFC 8445 §5.1.1, W3C webrtc-stats RTCIceCandidateType. */
export type CandidateKind = 'host' | 'srflx' | 'prflx' | 'relay'

export interface CandidateFact {
  readonly kind: CandidateKind
  readonly protocol: 'udp' | 'tcp'
  /** Between this phone and its relay; null for all others, and for those of the other end. */
  readonly relayProtocol: 'udp' | 'tcp' | 'tls' | null
  /** `hidden`: a `.local` name (RFC 8828 §5.2), or one that the browser does not tell. */
  readonly address: 'ipv4' | 'ipv6' | 'hidden'
}

/** One candidate pair; requests and responses are connectivity checks (RFC 8445 §7). */
export interface PairFact {
  readonly local: CandidateFact
  readonly remote: CandidateFact
  readonly selected: boolean
  readonly requestsSent: number
  readonly responsesReceived: number
  readonly requestsReceived: number
  readonly bytesSent: number
  readonly bytesReceived: number
}

/** One address of a configured STUN or TURN server (RFC 7064, RFC 7065), without its host. */
export interface ServerFact {
  readonly kind: 'stun' | 'turn'
  readonly transport: 'udp' | 'tcp' | 'tls'
}

/**
 * An `icecandidateerror` (W3C webrtc §4.8.3). A code of 300–699 came from the server (RFC 8489 §14.8, RFC 8656 §19); 701 is the
 * browser's own: not reached. Chromium gives a server over UDP that says nothing 39.75 s before it reports 701, longer than a call
 * waits: silence means the same.
 */
export interface GatheringError {
  readonly code: number
  readonly server: ServerFact
}

export interface PathEvidence {
  readonly local: readonly CandidateFact[]
  readonly remote: readonly CandidateFact[]
  readonly pairs: readonly PairFact[]
  readonly errors: readonly GatheringError[]
  /** Those that the connection had; TURN only with credentials. */
  readonly servers: readonly ServerFact[]
  /** The office has a relay. */
  readonly hasRelay: boolean
  /** The office sends every call through a relay (`iceTransportPolicy`). */
  readonly relayOnly: boolean
  /** All candidates of this end are known. */
  readonly gathered: boolean
  /** The other end's description has come. */
  readonly described: boolean
  readonly ice: RTCIceConnectionState
  /** Null before there is a transport. */
  readonly dtls: RTCDtlsTransportState | null
  /** RTP packets of the voice, in all. */
  readonly voice: { readonly sent: number; readonly received: number }
}
