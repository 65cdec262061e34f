import type { CandidateFact, ServerFact } from './evidence.ts'
import type { RelayState } from './diagnose.ts'

/** What *Test my network* looks at, in this order. */
export const CHECKS = ['signaling', 'udp', 'stun', 'turn'] as const
export type CheckName = (typeof CHECKS)[number]

/** What is wrong, by check; a closed list, the words are in the locale files (`network.problem`). */
export type Problem =
  | { readonly check: 'signaling'; readonly kind: 'no-answer' }
  | { readonly check: 'udp'; readonly kind: 'no-network' | 'names-hidden' | 'blocked-here' | 'blocked-outside' }
  | { readonly check: 'stun'; readonly kind: 'silent' | 'partly-silent' }
  | {
      readonly check: 'turn'
      readonly kind: 'missing' | Exclude<RelayState, 'none' | 'silent'> | 'no-passage'
    }
  /** One way to the relay works, another does not. */
  | { readonly check: 'turn'; readonly kind: 'partly'; readonly works: string; readonly fails: string }

/** How a check stands. `absent`: nothing is configured, and on one LAN nothing is needed. */
export type CheckState =
  | { readonly status: 'waiting' }
  | { readonly status: 'running' }
  | { readonly status: 'good'; readonly roundTripMs: number | null }
  | { readonly status: 'absent' }
  | { readonly status: 'bad'; readonly problem: Problem }

export type NetworkReport = Readonly<Record<CheckName, CheckState>>

/** What two connections of this page found out when they looked for each other. */
export interface LoopResult {
  readonly candidates: readonly CandidateFact[]
  /** Codes of `icecandidateerror`. */
  readonly errors: readonly number[]
  /** Everything that was asked has answered, or refused. */
  readonly gathered: boolean
  /** A message went there and back; null: none did. */
  readonly roundTripMs: number | null
}

/** A loop with the server that it was made with. */
export interface ServerResult {
  readonly server: ServerFact
  readonly result: LoopResult
}

const good = (roundTripMs: number | null): CheckState => ({ status: 'good', roundTripMs })
const bad = (problem: Problem): CheckState => ({ status: 'bad', problem })
const absent: CheckState = { status: 'absent' }

/** @param roundTripMs of a command; null: not answered in time */
export function signalingVerdict(roundTripMs: number | null): CheckState {
  return roundTripMs === null ? bad({ check: 'signaling', kind: 'no-answer' }) : good(roundTripMs)
}

/** @param outside servers that were asked over UDP; without any, only this machine can be looked at */
export function udpVerdict(loop: LoopResult, outside: readonly ServerResult[]): CheckState {
  const { candidates, roundTripMs } = loop
  if (candidates.length === 0) return bad({ check: 'udp', kind: 'no-network' })
  if (roundTripMs === null) {
    const named = candidates.every(({ kind, address }) => kind === 'host' && address === 'hidden')
    return bad({ check: 'udp', kind: named ? 'names-hidden' : 'blocked-here' })
  }
  const overUdp = outside.filter(({ server }) => server.transport === 'udp')
  if (overUdp.length > 0 && !overUdp.some(({ result }) => answered(result))) {
    return bad({ check: 'udp', kind: 'blocked-outside' })
  }
  return good(roundTripMs)
}

/** A STUN server that tells an address which the machine has anyway makes no candidate: all that shows is that gathering ended. */
const answered = ({ candidates, errors, gathered }: LoopResult): boolean =>
  candidates.some(({ kind }) => kind === 'srflx' || kind === 'relay') ||
  // A refusal is an answer; 701 is the browser's word for none.
  errors.some((code) => code < 700) ||
  (gathered && errors.length === 0)

export function stunVerdict(results: readonly ServerResult[]): CheckState {
  if (results.length === 0) return absent
  const answers = results.filter(({ result }) => answered(result)).length
  if (answers === results.length) return good(null)
  return bad({ check: 'stun', kind: answers === 0 ? 'silent' : 'partly-silent' })
}

/** What the office says about relays. */
export interface RelayRules {
  /** Calls may use nothing but a relay. */
  readonly relayOnly: boolean
  /** There is one, whether or not its credentials have come. */
  readonly hasRelay: boolean
}

export function turnVerdict(results: readonly ServerResult[], { relayOnly, hasRelay }: RelayRules): CheckState {
  if (results.length === 0 && hasRelay) return bad({ check: 'turn', kind: 'no-credentials' })
  if (results.length === 0) return relayOnly ? bad({ check: 'turn', kind: 'missing' }) : absent
  const passing = results.filter(({ result }) => result.roundTripMs !== null)
  const failing = results.filter(({ result }) => result.roundTripMs === null)
  const [fails] = failing
  const [works] = passing
  if (!fails) return good(Math.min(...passing.map(({ result }) => result.roundTripMs ?? Infinity)))
  if (works && works.server.transport !== fails.server.transport) {
    const names = { works: works.server.transport.toUpperCase(), fails: fails.server.transport.toUpperCase() }
    return bad({ check: 'turn', kind: 'partly', ...names })
  }
  return bad({ check: 'turn', kind: refusal(failing.map(({ result }) => result)) })
}

/** Why relays did not pass the message on, the most telling reason first. */
function refusal(results: readonly LoopResult[]): 'refused' | 'full' | 'unreachable' | 'no-passage' {
  const codes = new Set(results.flatMap(({ errors }) => errors))
  if (codes.has(486) || codes.has(508)) return 'full'
  if ([...codes].some((code) => code >= 400 && code < 500)) return 'refused'
  const allocated = results.some(({ candidates }) => candidates.some(({ kind }) => kind === 'relay'))
  return allocated ? 'no-passage' : 'unreachable'
}
