import type { Candidate, Candidates, Description } from '../protocol/index.ts'
import type { ClassicCandidate, ClassicEvent } from './messages.ts'

/** The call of a classic client, as the office knows it. */
export interface ClassicCall {
  readonly callId: string
  readonly side: 'caller' | 'callee'
  readonly phase: 'ringing' | 'active'
  /** Device at the other end; null while several may still take it. */
  readonly other: string | null
  /** Both descriptions have been exchanged: from now on candidates can be added. */
  readonly described: boolean
  /** What the other end sent before this client accepted: it would answer any offer, and open its camera. */
  readonly held: readonly ClassicEvent[]
  /** Messages sent to the other end. */
  readonly sent: number
  /** The number of its offer, which the client's answer belongs to. */
  readonly offer: number
}

export const newCall = (callId: string, side: ClassicCall['side'], other: string | null): ClassicCall => ({
  callId,
  side,
  phase: 'ringing',
  other,
  described: false,
  held: [],
  sent: 0,
  offer: 0,
})

/** A candidate without either place makes an old client lose all that follow. */
const placed = ({ candidate, sdpMid, sdpMLineIndex }: Candidate): ClassicCandidate => ({
  candidate,
  sdpMid: sdpMid ?? String(sdpMLineIndex ?? 0),
  sdpMLineIndex: sdpMLineIndex ?? 0,
})

/** A description of a Ringdown phone in the client's words. A second connection is nothing an old client knows. Pure. */
export function descriptionEvents({ role, sdp, generation }: Description): readonly ClassicEvent[] {
  if (generation > 1) return []
  if (role === 'offer') return [{ event: 'sendOffer', offer: { type: 'offer', sdp } }]
  // Only with its own `addCandidate` coming back does a caller add what it has collected.
  return [{ event: 'sendAnswer', answer: { type: 'answer', sdp } }, { event: 'addCandidate' }]
}

/** Candidates of a Ringdown phone; told to be added once the client can. Pure. */
export function candidateEvents({ candidates, generation }: Candidates, described: boolean): readonly ClassicEvent[] {
  if (generation > 1 || candidates.length === 0) return []
  const events = candidates.map((one): ClassicEvent => ({ event: 'sendCandidate', candidate: placed(one) }))
  return described ? [...events, { event: 'addCandidate' }] : events
}

/** The client's candidate in the office's words. */
export const toCandidate = ({ candidate, sdpMid, sdpMLineIndex, usernameFragment }: ClassicCandidate): Candidate => ({
  candidate,
  sdpMid: sdpMid ?? null,
  sdpMLineIndex: sdpMLineIndex ?? null,
  usernameFragment: usernameFragment ?? null,
})

/** Whether a description sends sound or pictures; the old protocol says nothing about devices. Pure. */
export function sends(sdp: string, kind: 'audio' | 'video'): boolean {
  const section = sdp.split(/^m=/m).find((one) => one.startsWith(kind))
  return section !== undefined && !/^a=(?:recvonly|inactive)\r?$/m.test(section)
}
