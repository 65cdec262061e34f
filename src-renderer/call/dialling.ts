import type { CallId, EndReason, Party } from '../../src-signaling/protocol/index.ts'
import { TIMERS } from '../../src-signaling/protocol/index.ts'
import { isOver, markOver, takeEarly } from './early.ts'
import { end, hangup, sayFarewell } from './ending.ts'
import type { Acked, Effect, FromServer, Gesture } from './events.ts'
import { flushHeld, replay } from './negotiation.ts'
import type { SendResult } from './ports.ts'
import { awaitHost, redialLater } from './redial.ts'
import { ring } from './ringing.ts'
import type { Accepting, Calling, Connecting, Phone } from './state.ts'
import { noMedia } from './state.ts'
import type { PhoneIn, Step } from './step.ts'
import { after, ignore, isLive, step } from './step.ts'

/** Dial: the invite waits for nothing, the caller's own devices open now, at its own gesture. */
export function dial(phone: Phone, event: Extract<Gesture, { kind: 'dial' }>, now: number): Step {
  const { callId, target, video, subject } = event
  const call: Calling = {
    name: 'calling',
    callId,
    side: 'caller',
    peer: null,
    target,
    video,
    subject,
    beganAt: now,
    hold: false,
    media: {
      ...noMedia,
      generation: 1,
      microphone: 'asking',
      held: { description: null, candidates: [] },
    },
    progress: 'dialling',
    invited: false,
    device: null,
    kept: null,
    redial: 'no',
  }
  return step(
    { ...phone, call, last: null },
    { kind: 'ask', command: { name: 'invite', payload: { callId, target, video, subject } } },
    { kind: 'open-peer', callId, generation: 1, side: 'caller' },
    { kind: 'open-microphone', callId },
    ...(video ? [{ kind: 'open-camera', callId } as const] : []),
  )
}

/** The server's definitive answer to the invite. */
export function inviteAcked(
  phone: PhoneIn<'calling'>,
  event: Extract<Acked, { kind: 'invite-acked' }>,
  now: number,
): Step {
  const { result } = event
  if (result.status === 'ok') return invited(phone, result)
  if (result.status === 'merged') return merged(phone, result.callId, now)
  return refused(phone, result.status, now)
}

function invited(phone: PhoneIn<'calling'>, result: Extract<SendResult, { status: 'ok' }>): Step {
  const { callId } = phone.call
  const call: Calling = { ...phone.call, invited: true, device: result.device ?? null, redial: 'no' }
  const lifetime = result.lifetimeMs ?? TIMERS.ring
  const rings = step(
    { ...phone, call },
    { kind: 'start-timer', callId, timer: 'no-answer', ms: lifetime + 2_000 },
    { kind: 'start-timer', callId, timer: 'ringing-report', ms: TIMERS.ringingReport },
  )
  const warm = call.device !== null && phone.warmRing
  return warm ? after(rings, flushHeld) : rings
}

/** Glare: both dialled, the server keeps the other's call. Our own dialling is the consent to answer it. */
function merged(phone: PhoneIn<'calling'>, id: CallId, now: number): Step {
  const { call } = phone
  const { kept } = call
  if (!kept || kept.callId !== id) {
    const gaveUp = end(phone, { reason: 'internal', now })
    return after(gaveUp, (next) => sayFarewell(next, hangup(id, 'internal'), now))
  }
  const accepting: Accepting = {
    name: 'accepting',
    callId: id,
    side: 'callee',
    peer: kept.from,
    target: kept.target,
    video: kept.video,
    subject: kept.subject,
    beganAt: call.beganAt,
    hold: false,
    media: { ...noMedia, microphone: call.media.microphone },
  }
  const early = takeEarly(markOver({ ...phone, call: accepting }, call.callId), id)
  const answers = step(
    early.phone,
    { kind: 'close-peer', callId: call.callId },
    { kind: 'stop-timers', callId: call.callId },
    { kind: 'rename-media', from: call.callId, to: id },
    // No more media than this user chose by dialling.
    { kind: 'ask', command: { name: 'accept', payload: { callId: id, video: call.video } } },
    { kind: 'agree', callId: id },
  )
  return after(answers, (next) => replay(next, early.messages, now))
}

const REFUSALS: Readonly<Record<Exclude<SendResult['status'], 'ok' | 'merged'>, EndReason>> = {
  busy: 'busy',
  'do-not-disturb': 'do-not-disturb',
  unreachable: 'unreachable',
  unsent: 'unreachable',
  denied: 'policy',
  limited: 'policy',
  gone: 'internal',
  elsewhere: 'internal',
  invalid: 'internal',
  internal: 'internal',
}

function refused(phone: PhoneIn<'calling'>, status: keyof typeof REFUSALS, now: number): Step {
  const { callId } = phone.call
  const again = status === 'unreachable' ? redialLater(phone) : null
  if (again) return again
  const ended = endDialling(phone, { reason: REFUSALS[status], by: null, now })
  // Without an answer the invite may still arrive some day: it must not ring then.
  return status === 'unsent' ? after(ended, (next) => sayFarewell(next, hangup(callId, 'cancelled'), now)) : ended
}

/** Ends an outgoing call; an invite that was kept meanwhile rings normally (R-5, F-02). */
export function endDialling(
  phone: PhoneIn<'calling'>,
  manner: {
    readonly reason: EndReason
    readonly by: Party | null
    readonly now: number
    readonly tell?: boolean
  },
): Step {
  const { callId, kept } = phone.call
  const ended = end(phone, {
    ...manner,
    ...(manner.tell ? { farewell: hangup(callId, 'cancelled') } : {}),
  })
  return kept ? after(ended, (next) => ring(next, { invite: kept }, manner.now)) : ended
}

/** The caller gives up. */
export const cancel = (phone: PhoneIn<'calling'>, _event: Gesture, now: number): Step =>
  endDialling(phone, { reason: 'cancelled', by: null, now, tell: true })

/** A host that stops says so: the call is dialled anew when it is back. All else is the end. */
export function endedWhileCalling(
  phone: PhoneIn<'calling'>,
  event: Extract<FromServer, { kind: 'ended' }>,
  now: number,
): Step {
  if (event.reason === 'host-restarted') return awaitHost(phone)
  return endDialling(phone, { reason: event.reason, by: event.by, now })
}

/** A device of the target rings: only now the caller says so. */
export function farRinging(phone: PhoneIn<'calling'>): Step {
  const { callId } = phone.call
  return step(
    { ...phone, call: { ...phone.call, progress: 'ringing' } },
    { kind: 'stop-timer', callId, timer: 'ringing-report' },
  )
}

/** Somebody took the call. */
export function accepted(
  phone: PhoneIn<'calling'>,
  event: Extract<FromServer, { kind: 'accepted' }>,
  now: number,
): Step {
  const { callId } = event
  const { progress: _p, invited: _i, device: _d, redial: _r, kept, ...call } = phone.call
  const connecting: Connecting = { ...call, name: 'connecting', peer: event.by, acceptedAt: now }
  const live = after(step({ ...phone, call: connecting }, ...goLive(callId)), flushHeld)
  const settled = call.media.path === 'connected' ? after(live, (next) => becomeActive(next, now)) : live
  // What rang meanwhile is the server's to refuse; if it still stands, the next snapshot says so.
  return kept ? after(settled, (next) => step(markOver(next, kept.callId))) : settled
}

/** Consent of both ends is complete. */
export const goLive = (callId: CallId): readonly Effect[] => [
  { kind: 'stop-timers', callId },
  { kind: 'go-live', callId },
  { kind: 'start-timer', callId, timer: 'warm', ms: TIMERS.warmPatience },
  { kind: 'start-timer', callId, timer: 'connect', ms: TIMERS.connect },
]

/** The path is up and both ends agreed. */
export function becomeActive(phone: Phone, now: number): Step {
  if (phone.call.name !== 'connecting') return ignore(phone)
  const { callId } = phone.call
  return step(
    { ...phone, call: { ...phone.call, name: 'active', connectedAt: now } },
    { kind: 'stop-timer', callId, timer: 'warm' },
    { kind: 'stop-timer', callId, timer: 'connect' },
  )
}

/** The server's definitive answer to our accept. */
export function acceptAcked(
  phone: PhoneIn<'accepting'>,
  event: Extract<Acked, { kind: 'accept-acked' }>,
  now: number,
): Step {
  const { callId } = phone.call
  const { status } = event.result
  if (status === 'ok') return won(phone, now)
  if (status === 'elsewhere') return end(phone, { reason: 'elsewhere', now })
  if (status === 'gone') return end(phone, { reason: 'cancelled', now })
  return end(phone, {
    reason: status === 'unsent' ? 'peer-lost' : 'internal',
    farewell: hangup(callId, 'internal'),
    now,
  })
}

/** This device answered the call. */
export function won(phone: PhoneIn<'accepting'>, now: number): Step {
  const { callId } = phone.call
  const connecting: Connecting = { ...phone.call, name: 'connecting', acceptedAt: now }
  const early = takeEarly({ ...phone, call: connecting }, callId)
  const live = after(step(early.phone, ...goLive(callId)), (next) => replay(next, early.messages, now))
  return isLive(live.phone) && live.phone.call.media.path === 'connected'
    ? after(live, (next) => becomeActive(next, now))
    : live
}

/** An `ok` for an invite that this phone gave up meanwhile is answered with a hang-up. */
export function lateInviteAck(phone: Phone, event: Extract<Acked, { kind: 'invite-acked' }>, now: number): Step {
  if (event.result.status !== 'ok') return ignore(phone)
  if (phone.outbox.some((entry) => entry.command.payload.callId === event.callId)) return ignore(phone)
  return isOver(phone, event.callId) ? sayFarewell(phone, hangup(event.callId, 'cancelled'), now) : ignore(phone)
}
