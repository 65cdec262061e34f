import { randomBytes } from 'node:crypto'

import type { Candidates, Description } from '../../../src-signaling/protocol/index.ts'
import { LIMITS } from '../../../src-signaling/protocol/index.ts'
import type { Wire } from '../harness/wire.ts'

/** About 3 kB, as a description with audio, video and data has. */
const SDP = `v=0\r\n${'a=rtpmap:111 opus/48000/2\r\n'.repeat(108)}`
const CANDIDATE = `candidate:1 1 udp 2122260223 192.0.2.7 52114 typ host generation 0 ufrag pX3c network-id 1 network-cost 10`

export const newCallId = (): string => randomBytes(16).toString('base64url')

export const description = (callId: string, seq: number, role: Description['role'] = 'offer'): Description => ({
  callId,
  generation: 1,
  seq,
  role,
  answers: role === 'answer' ? 0 : null,
  sdp: SDP,
  signature: null,
})

/** One candidate of about 200 bytes; the generations keep within what a call may send. */
export const candidate = (callId: string, seq: number, index: number): Candidates => ({
  callId,
  generation: 1 + Math.floor(index / LIMITS.candidatesPerDirection),
  seq,
  candidates: [{ candidate: CANDIDATE, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: 'pX3c' }],
  end: false,
})

/** One message, and what becomes of its ack. */
export type Must = (ack: Promise<{ readonly status: string }>) => Promise<void>

/** All that two phones say in a call, in order; each message waits for the ack of the one before. */
export async function wholeTalk(caller: Wire, callee: Wire, contact: string, must: Must): Promise<void> {
  const callId = newCallId()
  await must(caller.ask('invite', { callId, target: { kind: 'contact', contact }, video: false, subject: null }))
  await must(callee.ask('ringing', { callId }))
  await must(caller.ask('description', description(callId, 0)))
  await must(callee.ask('description', description(callId, 0, 'answer')))
  for (let index = 0; index < 4; index += 1) {
    await must(caller.ask('candidates', candidate(callId, index + 1, index)))
    await must(callee.ask('candidates', candidate(callId, index + 1, index)))
  }
  await must(callee.ask('accept', { callId, video: false }))
  await must(caller.ask('hangup', { callId, reason: 'hangup' }))
}
