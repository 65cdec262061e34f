import { TIMERS } from '../../src-signaling/protocol/index.ts'
import { endDialling } from './dialling.ts'
import { end, hangup } from './ending.ts'
import type { TimerEvent } from './events.ts'
import { secondConnection } from './negotiation.ts'
import type { PhoneIn, Step } from './step.ts'
import { ignore, step } from './step.ts'

export function callingTimer(phone: PhoneIn<'calling'>, event: TimerEvent, now: number): Step {
  if (event.timer === 'no-answer') return endDialling(phone, { reason: 'no-answer', by: null, now, tell: true })
  if (event.timer !== 'ringing-report' || phone.call.progress !== 'dialling') return ignore(phone)
  return step({ ...phone, call: { ...phone.call, progress: 'unreachable' } })
}

export function ringingTimer(phone: PhoneIn<'ringing'>, event: TimerEvent, now: number): Step {
  if (event.timer === 'no-answer') return end(phone, { reason: 'no-answer', now })
  // The connection is the lease of a ring.
  return event.timer === 'lease' ? end(phone, { reason: 'caller-lost', now }) : ignore(phone)
}

export function connectingTimer(phone: PhoneIn<'connecting'>, event: TimerEvent, now: number): Step {
  const { callId, acceptedAt, media } = phone.call
  if (event.timer === 'warm') return secondConnection(phone)
  if (event.timer !== 'connect') return ignore(phone)
  const left = acceptedAt + TIMERS.pathLost - now
  // A permission prompt may be open here: connecting waits for the person, within reason.
  if (media.microphone === 'asking' && left > 0)
    return step(phone, { kind: 'start-timer', callId, timer: 'connect', ms: left })
  const answered = media.generation < 2 || left > 0
  const reason = answered ? 'ice-failed' : 'ice-timeout'
  return end(phone, { reason, farewell: hangup(callId, reason), now })
}

export function activeTimer(phone: PhoneIn<'active' | 'reconnecting'>, event: TimerEvent, now: number): Step {
  if (event.timer !== 'path-lost' || phone.call.name !== 'reconnecting') return ignore(phone)
  return end(phone, { reason: 'peer-lost', farewell: hangup(phone.call.callId, 'peer-lost'), now })
}
