import type { Incoming } from '../../src-signaling/protocol/index.ts'
import { TIMERS } from '../../src-signaling/protocol/index.ts'
import { isOver, keepEarly, markOver, takeEarly, waitingRing } from './early.ts'
import { end, hangup } from './ending.ts'
import type { FromServer, Gesture } from './events.ts'
import { replay } from './negotiation.ts'
import type { EndedCall, Phone, Ringing } from './state.ts'
import { noMedia } from './state.ts'
import type { LivePhone, PhoneIn, Step } from './step.ts'
import { after, ignore, stay, step } from './step.ts'

/** An invite while nothing else goes on: it rings if it is fresh, and is written down as missed if not (R-11, F-14). */
export function ring(phone: Phone, { invite }: { readonly invite: Incoming }, now: number): Step {
  const { callId } = invite
  if (isOver(phone, callId)) return ignore(phone)
  const early = takeEarly(phone, callId)
  const over = early.messages.find((message) => message.kind === 'ended')
  const remaining = invite.lifetimeMs - invite.ageMs
  if (over) return neverRang(early.phone, invite, over.reason)
  if (remaining < TIMERS.freshness) return neverRang(early.phone, invite, 'no-answer')

  const call: Ringing = {
    name: 'ringing',
    callId,
    side: 'callee',
    peer: invite.from,
    target: invite.target,
    video: invite.video,
    subject: invite.subject,
    beganAt: now - invite.ageMs,
    hold: false,
    media: noMedia,
    silenced: false,
  }
  const rings = step(
    { ...early.phone, call, last: null },
    { kind: 'send', command: { name: 'ringing', payload: { callId } } },
    // The server ends it first; this is for a server that cannot be heard.
    { kind: 'start-timer', callId, timer: 'no-answer', ms: remaining + 1_000 },
  )
  return after(rings, (next) => replay(next, early.messages, now))
}

/** The invite came too late, or together with its end (R-10, F-15): one line in the recents, no ring. */
function neverRang(phone: Phone, invite: Incoming, reason: EndedCall['reason']): Step {
  const ended: EndedCall = {
    callId: invite.callId,
    side: 'callee',
    peer: invite.from,
    target: invite.target,
    video: invite.video,
    subject: invite.subject,
    reason,
    by: null,
    missed: reason !== 'elsewhere' && reason !== 'declined',
    ours: false,
    rangMs: 0,
    talkedMs: null,
  }
  return step(markOver(phone, invite.callId), { kind: 'record', ended })
}

/** While dialling, an invite is kept: the server's answer to our own decides what it means. */
export function keepInvite(phone: PhoneIn<'calling'>, event: Extract<FromServer, { kind: 'incoming' }>): Step {
  if (phone.call.kept || isOver(phone, event.invite.callId)) return ignore(phone)
  return step({ ...phone, call: { ...phone.call, kept: event.invite } })
}

/**
 * An invite from the device we believe to be in a call with: it restarted, and rings anew. Any other comes from a host that does
 * not know of our call: it waits, our claim ends it or shows that the call is over.
 */
export function ringAnew(phone: LivePhone, event: Extract<FromServer, { kind: 'incoming' }>, now: number): Step {
  const { call } = phone
  if (isOver(phone, event.invite.callId)) return ignore(phone)
  if (call.peer?.device !== event.invite.from.device) return wait(phone, event.invite, now)
  const replaced = end(phone, {
    reason: 'replaced',
    farewell: hangup(call.callId, 'replaced'),
    now,
  })
  return after(replaced, (next) => ring(next, event, now))
}

export const wait = (phone: LivePhone, invite: Incoming, now: number): Step =>
  step(keepEarly(phone, invite.callId, { kind: 'incoming', invite }, now))

/** The call that a ring waited for is over: it rings, as old as it is by now. */
export function ringWaiting(phone: Phone, now: number): Step {
  const waiting = waitingRing(phone)
  if (!waiting) return stay(phone)
  const { invite, since } = waiting
  return ring(phone, { invite: { ...invite, ageMs: invite.ageMs + Math.round(now - since) } }, now)
}

/** The line is down: what waits to ring is listed again by the next welcome, or is over. */
export function forgetWaiting(phone: LivePhone): Step {
  return step({
    ...phone,
    early: phone.early.filter((call) => call.messages.every((message) => message.kind !== 'incoming')),
  })
}

export function silence(phone: PhoneIn<'ringing'>): Step {
  return step({ ...phone, call: { ...phone.call, silenced: true } })
}

/** Accept: the microphone opens in the tick of the click (DESIGN 3); the server decides whether this device won. */
export function accept(phone: PhoneIn<'ringing'>, event: Extract<Gesture, { kind: 'accept' }>): Step {
  const { silenced: _silenced, ...call } = phone.call
  const { callId } = call
  return step(
    {
      ...phone,
      call: { ...call, name: 'accepting', media: { ...call.media, microphone: 'asking' } },
    },
    { kind: 'open-microphone', callId },
    { kind: 'ask', command: { name: 'accept', payload: { callId, video: event.video } } },
    { kind: 'agree', callId },
    ...(event.video ? [{ kind: 'open-camera', callId } as const] : []),
    { kind: 'stop-timer', callId, timer: 'no-answer' },
    { kind: 'stop-timer', callId, timer: 'lease' },
  )
}
