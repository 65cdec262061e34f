import type { Candidate } from '../../src-signaling/protocol/index.ts'
import { LIMITS } from '../../src-signaling/protocol/index.ts'
import { parseCandidateLine } from './candidate-line.ts'

/** Decides which of this end's candidates are sent: at most 40, one per own address and transport, UDP before TCP. */
export interface CandidatePolicy {
  /** @returns those of the batch that go out */
  admit(batch: readonly Candidate[]): readonly Candidate[]
  /** How many were dropped. */
  surplus(): number
}

export function createCandidatePolicy(max: number = LIMITS.candidatesPerDirection): CandidatePolicy {
  const seen = new Set<string>()
  let sent = 0
  let surplus = 0
  return {
    admit(batch) {
      const parsed = batch.map((candidate) => ({ candidate, ...parseCandidateLine(candidate.candidate) }))
      const udpFirst = [...parsed].sort((a, b) => Number(a.transport === 'tcp') - Number(b.transport === 'tcp'))
      const kept = udpFirst.filter(({ transport, address, type, rest }) => {
        // Two cards behind one router, or two allocations of one relay, have one address: each is a path of its own.
        const key = `${transport} ${address} ${type} ${type === 'host' ? '' : rest}`
        if (seen.has(key) || sent >= max) {
          surplus += 1
          return false
        }
        seen.add(key)
        sent += 1
        return true
      })
      return kept.map(({ candidate }) => candidate)
    },
    surplus: () => surplus,
  }
}
