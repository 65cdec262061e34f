import { parseCandidateLine } from './candidate-line.ts'
import { isNear } from './near-address.ts'

/** A candidate of the other end; null is the end of them (RFC 8838 §8.2). */
export type FarCandidate = RTCIceCandidateInit | null

/** So many candidates of the other end are tried before anybody here agreed to the call (S-45). */
const BEFORE_ACCEPT = 8

/**
 * Candidates of a caller on their way into a connection. Each one makes this machine send packets to an address of the caller's choice:
 * until this person agrees only a few near ones pass, the others wait.
 */
export interface CandidateGate {
  add(batch: readonly FarCandidate[]): void
  /** A candidate of this end: it tells what is near. */
  learnOwn(line: string): void
  /** This person agreed: whatever waits passes, and all that comes. */
  open(): void
}

/** @param pass called with what may be used now, in the order in which it came */
export function createCandidateGate(pass: (batch: readonly FarCandidate[]) => void): CandidateGate {
  const own = new Set<string>()
  let knowsOwn = false
  let isOpen = false
  let passed = 0
  let waiting: readonly FarCandidate[] = []

  function mayPass(candidate: FarCandidate): boolean {
    if (candidate === null || !knowsOwn || passed >= BEFORE_ACCEPT) return false
    const { transport, address } = parseCandidateLine(candidate.candidate ?? '')
    if (transport !== 'udp' || !isNear(address, [...own])) return false
    passed += 1
    return true
  }

  function sift(): void {
    if (isOpen || waiting.length === 0) return
    const now: FarCandidate[] = []
    const later: FarCandidate[] = []
    for (const candidate of waiting) (mayPass(candidate) ? now : later).push(candidate)
    // The end of candidates follows the last of them.
    const over = later.length > 0 && later.every((candidate) => candidate === null)
    waiting = over ? [] : later
    if (now.length > 0 || over) pass(over ? [...now, ...later] : now)
  }

  return {
    add(batch) {
      if (isOpen) return pass(batch)
      waiting = [...waiting, ...batch]
      sift()
    },
    learnOwn(line) {
      const { address, type } = parseCandidateLine(line)
      if (type !== 'host') return
      knowsOwn = true
      if (!address.endsWith('.local')) own.add(address)
      sift()
    },
    open() {
      if (isOpen) return
      isOpen = true
      const all = waiting
      waiting = []
      if (all.length > 0) pass(all)
    },
  }
}

/** Takes the candidates out of a description, so that they can be looked at one by one (RFC 8839 §5.1). Pure. */
export function takeCandidates(sdp: string): { readonly sdp: string; readonly candidates: readonly FarCandidate[] } {
  const kept: string[] = []
  const candidates: FarCandidate[] = []
  let section = -1
  for (const line of sdp.split(/\r\n|\r|\n/)) {
    if (line.startsWith('m=')) section += 1
    if (line.startsWith('a=candidate:'))
      candidates.push({ candidate: line.slice(2), sdpMLineIndex: Math.max(0, section) })
    else if (line !== 'a=end-of-candidates') kept.push(line)
  }
  return { sdp: kept.join('\r\n'), candidates }
}
