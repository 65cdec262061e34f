import type { CandidateFact, PairFact, PathEvidence } from './evidence.ts'

/** What keeps the direct way shut. */
export type Obstacle = 'udp' | 'nat' | 'relay-only'

/**
 * Why no relay helped: none is configured, the host gave no credentials, it refused them, it has no room, it was not reached, or the way
 * behind it is shut.
 */
export type RelayState = 'none' | 'no-credentials' | 'refused' | 'full' | 'unreachable' | 'silent'

/** Why a path is not there or does not work; a closed list, the words are in the locale files (`doctor.cause`). */
export type Cause =
  /** This machine has no address but its own. */
  | { readonly kind: 'no-network' }
  | { readonly kind: 'blocked'; readonly obstacle: Obstacle; readonly relay: RelayState }
  /** Addresses hide behind `.local` names that nobody here resolves (RFC 8828 §5.2, F-45). */
  | { readonly kind: 'names-hidden'; readonly whose: 'theirs' | 'both' }
  /** The other phone never answered the offer, or sent nothing to connect to. */
  | { readonly kind: 'peer-silent' }
  | { readonly kind: 'peer-without-network' }
  /** The line to the office broke before the two phones knew each other. */
  | { readonly kind: 'line-lost' }
  /** What they send arrives here, what this end sends does not arrive there. */
  | { readonly kind: 'one-way-path' }
  /** A path was found, the keys were not agreed on (RFC 8842). */
  | { readonly kind: 'dtls-failed' }
  | { readonly kind: 'path-lost' }
  /** The path works both ways, but no voice comes (F-44). */
  | { readonly kind: 'nothing-heard' }
  | { readonly kind: 'unknown' }

export interface Surroundings {
  /** The line to the office is up. */
  readonly lineUp: boolean
  /** The other end said that its microphone is on or muted: packets must come either way. */
  readonly peerSends: boolean
  /** The call is over, or was given up: what is not there now will not come. */
  readonly over: boolean
}

/** Voice packets of this end after which silence of the other is one, at 50 a second. */
const ENOUGH_SENT = 200

/**
 * What is wrong with a path, the most telling cause first; empty when nothing is. Pure.
 * A call that is still being set up has no cause yet.
 */
export function diagnose(evidence: PathEvidence, surroundings: Surroundings): readonly Cause[] {
  if (evidence.pairs.some((pair) => pair.responsesReceived > 0)) return ofConnected(evidence, surroundings)
  if (!surroundings.over) return []
  const causes = ofUnconnected(evidence, surroundings)
  return causes.length > 0 ? causes : [{ kind: 'unknown' }]
}

function ofConnected(evidence: PathEvidence, { peerSends, over }: Surroundings): readonly Cause[] {
  const { ice, dtls, voice } = evidence
  const broken = ice === 'failed' || ice === 'disconnected'
  if (dtls === 'failed' || (over && !broken && (dtls === 'new' || dtls === 'connecting'))) {
    return [{ kind: 'dtls-failed' }]
  }
  if (broken) return [{ kind: 'path-lost' }]
  return peerSends && voice.sent >= ENOUGH_SENT && voice.received === 0 ? [{ kind: 'nothing-heard' }] : []
}

function ofUnconnected(evidence: PathEvidence, { lineUp }: Surroundings): readonly Cause[] {
  const { relayOnly, local, remote, described, pairs } = evidence
  const relay = relayState(evidence)
  // Without a relay there is nothing to send when only relays may be used: all else follows from that.
  if (relayOnly && relay !== 'silent') return [{ kind: 'blocked', obstacle: 'relay-only', relay }]
  if (local.length === 0) return [{ kind: 'no-network' }]
  if (!described) return [{ kind: lineUp ? 'peer-silent' : 'line-lost' }]
  if (remote.length === 0) return [{ kind: lineUp ? 'peer-without-network' : 'line-lost' }]
  const obstacle = relayOnly ? 'relay-only' : bothBehindNat(evidence) ? 'nat' : 'udp'
  const blocked: Cause = { kind: 'blocked', obstacle, relay }
  const tried = pairs.some((pair) => isUdp(pair) && pair.requestsSent > 0)
  if (!tried && remote.some(isHidden)) return [hidden(local), blocked]
  const heard = pairs.some((pair) => isUdp(pair) && pair.requestsReceived > 0)
  return heard ? [{ kind: 'one-way-path' }, blocked] : [blocked]
}

const isHidden = ({ kind, address }: CandidateFact): boolean => kind === 'host' && address === 'hidden'
const hidden = (local: readonly CandidateFact[]): Cause => ({
  kind: 'names-hidden',
  whose: local.some(isHidden) ? 'both' : 'theirs',
})

/** Both ends know their address outside, and it did not help: their routers change it for each destination (RFC 4787 §4.1). */
const bothBehindNat = ({ local, remote }: PathEvidence): boolean => local.some(isReflexive) && remote.some(isReflexive)
const isReflexive = ({ kind }: CandidateFact): boolean => kind === 'srflx'
/** Browsers gather TCP candidates that only dial: between two phones they never meet (RFC 6544 §5.1). */
const isUdp = ({ local, remote }: PairFact): boolean => local.protocol === 'udp' && remote.protocol === 'udp'

/** RFC 8656 §19: the server is out of allocations, for this user or at all. */
const FULL: ReadonlySet<number> = new Set([486, 508])

/** How it stands with the relay. Both ends have the same servers, so this end's errors tell of both. */
export function relayState({ local, remote, servers, errors, hasRelay }: PathEvidence): RelayState {
  if ([...local, ...remote].some(({ kind }) => kind === 'relay')) return 'silent'
  if (!servers.some(({ kind }) => kind === 'turn')) return hasRelay ? 'no-credentials' : 'none'
  const codes = errors.filter(({ server }) => server.kind === 'turn').map(({ code }) => code)
  if (codes.some((code) => FULL.has(code))) return 'full'
  return codes.some((code) => code >= 400 && code < 500) ? 'refused' : 'unreachable'
}
