import { TIMERS } from '../../src-signaling/protocol/index.ts'
import { endDialling } from './dialling.ts'
import { end, hangup } from './ending.ts'
import type { TimerEvent } from './events.ts'
import { secondConnection } from './negotiation.ts'
import { lookForPath } from './paths.ts'
import { claimOf } from './reconcile.ts'
import type { PhoneIn, Step } from './step.ts'
import { ignore, step } from './step.ts'

export function callingTimer(phone: PhoneIn<'calling'>, event: TimerEvent, now: number): Step {
  if (event.timer === 'no-answer') return endDialling(phone, { reason: 'no-answer', by: null, now, tell: true })
  // Without a line nobody can tell whether it still rings anywhere: as long as it may ring there without us.
  if (event.timer === 'lease') return endDialling(phone, { reason: 'unreachable', by: null, now, tell: true })
  if (event.timer === 'redial') return redialTimer(phone, now)
  if (event.timer !== 'ringing-report' || phone.call.progress !== 'dialling') return ignore(phone)
  return step({ ...phone, call: { ...phone.call, progress: 'unreachable' } })
}

/** The others may be back by now; or the host is not. */
function redialTimer(phone: PhoneIn<'calling'>, now: number): Step {
  const { callId, redial } = phone.call
  if (redial === 'awaiting-host') return endDialling(phone, { reason: 'host-restarted', by: null, now, tell: true })
  return step(phone, { kind: 'redial', callId })
}

export function ringingTimer(phone: PhoneIn<'ringing'>, event: TimerEvent, now: number): Step {
  if (event.timer === 'no-answer') return end(phone, { reason: 'no-answer', now })
  // The connection is the lease of a ring.
  return event.timer === 'lease' ? end(phone, { reason: 'caller-lost', now }) : ignore(phone)
}

export function connectingTimer(phone: PhoneIn<'connecting'>, event: TimerEvent, now: number): Step {
  const { callId, acceptedAt, media } = phone.call
  if (event.timer === 'claim') return step(phone, claimOf(phone.call))
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
  if (event.timer === 'claim') return step(phone, claimOf(phone.call))
  if (phone.call.name !== 'reconnecting') return ignore(phone)
  if (event.timer === 'restart') return lookForPath(phone)
  if (event.timer !== 'path-lost') return ignore(phone)
  return end(phone, { reason: 'peer-lost', farewell: hangup(phone.call.callId, 'peer-lost'), now })
}
