import type { CallEvent } from './events.ts'
import { otherCall } from './others.ts'
import { ringWaiting } from './ringing.ts'
import type { Phone } from './state.ts'
import type { Step } from './step.ts'
import { after, isLive } from './step.ts'
import type { Handler } from './table.ts'
import { TABLE } from './table.ts'

/**
 * One decision of the phone: pure, total, without clock, I/O or randomness.
 * @param now milliseconds of a monotonic clock
 */
export function decide(phone: Phone, event: CallEvent, now: number): Step {
  const decided = decideAlone(phone, event, now)
  const ended = isLive(phone) && !isLive(decided.phone)
  return ended && event.kind !== 'leave' ? after(decided, (next) => ringWaiting(next, now)) : decided
}

function decideAlone(phone: Phone, event: CallEvent, now: number): Step {
  if ('callId' in event && event.kind !== 'dial' && event.callId !== ownCallId(phone))
    return otherCall(phone, event, now)
  const handler = TABLE[event.kind][phone.call.name] as Handler<Phone['call']['name'], CallEvent['kind']>
  return handler(phone, event, now)
}

function ownCallId(phone: Phone): string | null {
  return phone.call.name === 'idle' ? null : phone.call.callId
}
