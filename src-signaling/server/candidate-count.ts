import type { Candidates, Description } from '../protocol/index.ts'
import { LIMITS } from '../protocol/index.ts'

/** Holds each direction and generation of a call to its candidates; surplus is dropped and counted, no call ends of it. */
export interface CandidateCount {
  admit(device: string, message: Candidates): Candidates
  /** A new description has candidates of its own: an ICE restart gathers again (RFC 8839 §4.4.1.1). */
  described(device: string, message: Description): void
  forget(callId: string): void
  dropped(): number
}

export function createCandidateCount(): CandidateCount {
  const byCall = new Map<string, Map<string, number>>()
  let dropped = 0
  return {
    admit(device, message) {
      const counts = byCall.get(message.callId) ?? new Map<string, number>()
      byCall.set(message.callId, counts)
      const key = `${device}/${message.generation}`
      const used = counts.get(key) ?? 0
      const room = LIMITS.candidatesPerDirection - used
      counts.set(key, Math.min(used + message.candidates.length, LIMITS.candidatesPerDirection))
      if (message.candidates.length <= room) return message
      dropped += message.candidates.length - room
      return { ...message, candidates: message.candidates.slice(0, room) }
    },
    described: (device, { callId, generation }) => void byCall.get(callId)?.delete(`${device}/${generation}`),
    forget: (callId) => void byCall.delete(callId),
    dropped: () => dropped,
  }
}
