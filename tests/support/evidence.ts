import type {
  CandidateFact,
  CandidateKind,
  PairFact,
  PathEvidence,
  ServerFact,
} from '../../src-renderer/doctor/evidence.ts'

export const candidate = (kind: CandidateKind, change: Partial<CandidateFact> = {}): CandidateFact => ({
  kind,
  protocol: 'udp',
  relayProtocol: null,
  address: 'ipv4',
  ...change,
})

/** A pair that was tried and got no answer, unless changed. */
export const pair = (change: Partial<PairFact> = {}): PairFact => ({
  local: candidate('host'),
  remote: candidate('host'),
  selected: false,
  requestsSent: 9,
  responsesReceived: 0,
  requestsReceived: 0,
  bytesSent: 0,
  bytesReceived: 0,
  ...change,
})

export const turn = (transport: ServerFact['transport'] = 'udp'): ServerFact => ({ kind: 'turn', transport })
export const stun: ServerFact = { kind: 'stun', transport: 'udp' }

/** Two phones on one LAN that tried to reach each other in vain, unless changed. */
export const evidence = (change: Partial<PathEvidence> = {}): PathEvidence => ({
  local: [candidate('host'), candidate('host', { protocol: 'tcp' })],
  remote: [candidate('host')],
  pairs: [pair()],
  errors: [],
  servers: [],
  hasRelay: false,
  relayOnly: false,
  gathered: true,
  described: true,
  ice: 'checking',
  dtls: 'new',
  voice: { sent: 0, received: 0 },
  ...change,
})

/** The same two in a call. */
export const connected = (change: Partial<PathEvidence> = {}): PathEvidence =>
  evidence({
    pairs: [pair({ selected: true, responsesReceived: 5, requestsReceived: 5 })],
    ice: 'connected',
    dtls: 'connected',
    voice: { sent: 500, received: 500 },
    ...change,
  })

/** Of a connection that a fake made: nobody looks at it. */
export const noEvidence: PathEvidence = evidence({ local: [], remote: [], pairs: [], ice: 'new', dtls: null })
