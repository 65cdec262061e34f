import type { Candidate } from '../../src-signaling/protocol/index.ts'
import { TIMERS } from '../../src-signaling/protocol/index.ts'
import type { Clock } from '../call/ports.ts'
import { createCandidatePolicy } from './candidate-policy.ts'

/** Gathers candidates into batches; nothing goes before the first description. */
export interface CandidateOutbox {
  /** Null is the end of candidates (RFC 8838 §8.2). */
  add(candidate: RTCIceCandidate | null): void
  open(): void
  close(): void
}

export function createCandidateOutbox(
  clock: Clock,
  deliver: (candidates: readonly Candidate[], end: boolean) => void,
): CandidateOutbox {
  let policy = createCandidatePolicy()
  let fragment: string | null = null
  let batch: Candidate[] = []
  let isOpen = false
  let ended = false
  let stop: (() => void) | null = null

  function flush(): void {
    stop?.()
    stop = null
    const candidates = policy.admit(batch)
    const end = ended
    batch = []
    ended = false
    if (candidates.length > 0 || end) deliver(candidates, end)
  }
  const soon = () => {
    if (isOpen) stop ??= clock.after(TIMERS.candidateBatch, flush)
  }

  /** An ICE restart has new credentials: what still waits belongs to the old ones, and the count begins anew. */
  function follow(usernameFragment: string | null): void {
    if (fragment !== null && usernameFragment !== fragment) {
      policy = createCandidatePolicy()
      batch = []
      ended = false
    }
    fragment = usernameFragment
  }

  return {
    add(candidate) {
      if (candidate && candidate.candidate !== '') {
        const { candidate: line, sdpMid, sdpMLineIndex, usernameFragment } = candidate
        follow(usernameFragment)
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
