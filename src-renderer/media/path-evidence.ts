import type {
  CandidateFact,
  CandidateKind,
  GatheringError,
  PairFact,
  PathEvidence,
  ServerFact,
} from '../doctor/evidence.ts'
import { parseCandidateLine } from './candidate-line.ts'
import type { Stats } from './stats.ts'
import { number, readStats, text } from './stats.ts'

const KINDS: readonly string[] = ['host', 'srflx', 'prflx', 'relay'] satisfies readonly CandidateKind[]
const isKind = (type: string): type is CandidateKind => KINDS.includes(type)

/** Of an address only its kind is kept (S-44). */
const addressKind = (address: string): CandidateFact['address'] =>
  address === '' || address.endsWith('.local') || address.startsWith('(')
    ? 'hidden'
    : address.includes(':')
      ? 'ipv6'
      : 'ipv4'

/** RFC 7064, RFC 7065: `turn:host:port?transport=tcp`; `turns` is TLS; null for anything else. */
export function serverFact(url: string): ServerFact | null {
  const [, scheme = '', query = ''] = /^(stuns?|turns?):[^?]*\??(.*)$/i.exec(url) ?? []
  if (scheme === '') return null
  const secure = scheme.toLowerCase().endsWith('s')
  const transport = secure ? 'tls' : /transport=tcp/i.test(query) ? 'tcp' : 'udp'
  return { kind: scheme.toLowerCase().startsWith('turn') ? 'turn' : 'stun', transport }
}

export const serverFacts = (servers: readonly RTCIceServer[]): readonly ServerFact[] =>
  servers.flatMap(({ urls }) => [urls].flat()).flatMap((url) => serverFact(url) ?? [])

function fromStats(entry: Stats | undefined): CandidateFact | null {
  const kind = text(entry?.candidateType)
  if (!entry || !isKind(kind)) return null
  const relayProtocol = text(entry.relayProtocol)
  return {
    kind,
    protocol: text(entry.protocol) === 'tcp' ? 'tcp' : 'udp',
    relayProtocol: relayProtocol === 'udp' || relayProtocol === 'tcp' || relayProtocol === 'tls' ? relayProtocol : null,
    address: addressKind(text(entry.address)),
  }
}

/** The candidates of a description, those included that came after it (RFC 8829 §5.9). */
export function describedCandidates(sdp: string): readonly CandidateFact[] {
  return sdp.split(/\r?\n/).flatMap((line) => {
    if (!line.startsWith('a=candidate:')) return []
    const { transport, address, type } = parseCandidateLine(line)
    const protocol = transport === 'tcp' ? 'tcp' : 'udp'
    return isKind(type) ? [{ kind: type, protocol, relayProtocol: null, address: addressKind(address) } as const] : []
  })
}

function pairFact(pair: Stats, byId: ReadonlyMap<string, Stats>, selected: string): PairFact | null {
  const local = fromStats(byId.get(text(pair.localCandidateId)))
  const remote = fromStats(byId.get(text(pair.remoteCandidateId)))
  if (!local || !remote) return null
  return {
    local,
    remote,
    selected: pair.id === selected,
    requestsSent: number(pair.requestsSent) ?? 0,
    responsesReceived: number(pair.responsesReceived) ?? 0,
    requestsReceived: number(pair.requestsReceived) ?? 0,
    bytesSent: number(pair.bytesSent) ?? 0,
    bytesReceived: number(pair.bytesReceived) ?? 0,
  }
}

/** What getStats and the two descriptions say of the candidates, the pairs and the voice. Pure. */
export function readEvidence(
  stats: readonly Stats[],
  sdp: { readonly local: string; readonly remote: string },
): Pick<PathEvidence, 'local' | 'remote' | 'pairs' | 'voice'> {
  const byId = new Map(stats.map((entry) => [entry.id, entry]))
  const selected = text(stats.find(({ type }) => type === 'transport')?.selectedCandidatePairId)
  const all = (type: string) => stats.filter((entry) => entry.type === type).flatMap((entry) => fromStats(entry) ?? [])
  const local = all('local-candidate')
  const voice = (type: string, field: string) =>
    stats.reduce(
      (sum, entry) => sum + (entry.type === type && entry.kind === 'audio' ? (number(entry[field]) ?? 0) : 0),
      0,
    )
  return {
    local: local.length > 0 ? local : describedCandidates(sdp.local),
    // A remote candidate is in the stats only once it is in a pair; one that nobody told of is only there.
    remote: [...describedCandidates(sdp.remote), ...all('remote-candidate').filter(({ kind }) => kind === 'prflx')],
    pairs: stats
      .filter(({ type }) => type === 'candidate-pair')
      .flatMap((pair) => pairFact(pair, byId, selected) ?? []),
    voice: { sent: voice('outbound-rtp', 'packetsSent'), received: voice('inbound-rtp', 'packetsReceived') },
  }
}

/**
 * Remembers what only events tell; whoever watches stops.
 * @param hasRelay the office has one, whether or not its credentials have come
 */
export function watchEvidence(connection: RTCPeerConnection, hasRelay: boolean) {
  const ends = new AbortController()
  const errors: GatheringError[] = []
  connection.addEventListener(
    'icecandidateerror',
    ({ errorCode: code, url }) => {
      const server = serverFact(url)
      if (server) errors.push({ code, server })
    },
    { signal: ends.signal },
  )

  async function read(): Promise<PathEvidence> {
    // Before anything is waited for: the connection may be closed meanwhile.
    const { iceServers, iceTransportPolicy } = connection.getConfiguration()
    const now = {
      errors: [...errors],
      servers: serverFacts(iceServers ?? []),
      hasRelay,
      relayOnly: iceTransportPolicy === 'relay',
      gathered: connection.iceGatheringState === 'complete',
      described: connection.remoteDescription !== null,
      ice: connection.iceConnectionState,
      dtls: connection.sctp?.transport.state ?? null,
    }
    const sdp = { local: connection.localDescription?.sdp ?? '', remote: connection.remoteDescription?.sdp ?? '' }
    return { ...readEvidence(await readStats(connection), sdp), ...now }
  }
  return { read, stop: () => ends.abort() }
}
