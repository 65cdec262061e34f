import { lateInviteAck } from './dialling.ts'
import { isOver, keepEarly, markOver } from './early.ts'
import { farewellAcked, hangup, sayFarewell } from './ending.ts'
import type { CallEvent } from './events.ts'
import type { Phone } from './state.ts'
import type { Step } from './step.ts'
import { ignore, step } from './step.ts'

export type CallEventWithId = Extract<CallEvent, { callId: string }>

/** An event of a call that is not the phone's own: not yet, not any more, or kept for a decision. */
export function otherCall(phone: Phone, event: CallEventWithId, now: number): Step {
  switch (event.kind) {
    case 'description':
      return early(phone, event.callId, { kind: 'description', payload: event.description }, now)
    case 'candidates':
      return early(phone, event.callId, { kind: 'candidates', payload: event.candidates }, now)
    case 'ended':
      return otherEnded(phone, event, now)
    case 'farewell-acked':
      return farewellAcked(phone, event)
    case 'invite-acked':
      return lateInviteAck(phone, event, now)
    case 'accept-acked':
      return lateAcceptAck(phone, event, now)
    case 'dial':
    case 'redial':
    case 'claim-acked':
    case 'far-ringing':
    case 'accepted':
    case 'peer-media':
    case 'own-description':
    case 'own-candidates':
    case 'path':
    case 'broken':
    case 'inbound':
    case 'microphone-settled':
    case 'own-media':
    case 'far-hang-up':
    case 'timer':
      return ignore(phone)
  }
}

function early(phone: Phone, callId: string, message: Parameters<typeof keepEarly>[2], now: number): Step {
  return isOver(phone, callId) ? ignore(phone) : step(keepEarly(phone, callId, message, now))
}

/** An end that overtakes its invite (F-07), or that ends the invite we keep while dialling (F-02). */
function otherEnded(phone: Phone, event: Extract<CallEvent, { kind: 'ended' }>, now: number): Step {
  const { call } = phone
  if (call.name === 'calling' && call.kept?.callId === event.callId) {
    return step(markOver({ ...phone, call: { ...call, kept: null } }, event.callId))
  }
  return early(phone, event.callId, { kind: 'ended', reason: event.reason }, now)
}

/** We won a call that our user gave up meanwhile: it is hung up. */
function lateAcceptAck(phone: Phone, event: Extract<CallEvent, { kind: 'accept-acked' }>, now: number): Step {
  const told = phone.outbox.some((entry) => entry.command.payload.callId === event.callId)
  if (event.result.status !== 'ok' || told) return ignore(phone)
  return sayFarewell(phone, hangup(event.callId, 'hangup'), now)
}
