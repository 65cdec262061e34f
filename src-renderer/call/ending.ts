import type { CallId, EndReason, HangupReason, Party } from '../../src-signaling/protocol/index.ts'
import { TIMERS } from '../../src-signaling/protocol/index.ts'
import { isOver, markOver } from './early.ts'
import type { Acked, Effect, FromMedia, FromServer, Gesture } from './events.ts'
import type { EndedCall, Farewell, HangUp, LiveCallState, Phone } from './state.ts'
import type { LivePhone, PhoneIn, Step } from './step.ts'
import { after, ignore, isLive, stay, step } from './step.ts'

interface Manner {
  readonly reason: EndReason
  readonly by?: Party | null
  /** What the server is told; absent when it said so itself. */
  readonly farewell?: Farewell
  readonly now: number
}

export const hangup = (callId: CallId, reason: HangupReason): HangUp => ({
  name: 'hangup',
  payload: { callId, reason },
})
const leavingReason = (call: LiveCallState) => (call.name === 'calling' ? 'cancelled' : 'hangup')
const decline = (callId: CallId): Farewell => ({ name: 'decline', payload: { callId } })

/** Ends the call at this phone: everything of it is released, written down and, if it is ours to say, told. */
export function end(phone: LivePhone, manner: Manner): Step {
  const { call } = phone
  const ended = summary(call, manner)
  const over = markOver({ ...phone, last: ended }, call.callId)
  const told = manner.farewell ? sayFarewell(over, manner.farewell, manner.now) : step(over)
  const goodbye: Effect[] = manner.farewell ? [{ kind: 'channel-hang-up', callId: call.callId }] : []
  return {
    phone: {
      ...told.phone,
      call: manner.farewell ? { name: 'ending', callId: call.callId } : { name: 'idle' },
    },
    effects: [
      ...goodbye,
      ...told.effects,
      { kind: 'release', callId: call.callId },
      { kind: 'stop-timers', callId: call.callId },
      { kind: 'record', ended },
      ...endTone(call, ended),
    ],
  }
}

/** Puts a hang-up or decline into the outbox, where it stays until the server confirms it. */
export function sayFarewell(phone: Phone, command: Farewell, now: number): Step {
  const rest = phone.outbox.filter((entry) => entry.command.payload.callId !== command.payload.callId)
  return step({ ...phone, outbox: [...rest, { command, since: now }] }, { kind: 'farewell', command })
}

/** Sends again what was never confirmed; what is older than a tombstone means nothing to the server any more. */
export function repeatFarewells(phone: Phone, now: number): Step {
  const outbox = phone.outbox.filter((entry) => now - entry.since <= TIMERS.tombstone)
  return step({ ...phone, outbox }, ...outbox.map(({ command }): Effect => ({ kind: 'farewell', command })))
}

function summary(call: LiveCallState, { reason, by, farewell, now }: Manner): EndedCall {
  const connectedAt = 'connectedAt' in call ? call.connectedAt : null
  const answered = connectedAt ?? ('acceptedAt' in call ? call.acceptedAt : now)
  const handled = reason === 'elsewhere' || reason === 'declined' || farewell?.name === 'decline'
  return {
    callId: call.callId,
    side: call.side,
    peer: call.peer,
    target: call.target,
    video: call.video,
    subject: call.subject,
    reason,
    by: by ?? null,
    missed: call.name === 'ringing' && !handled,
    ours: farewell !== undefined,
    rangMs: Math.round(answered - call.beganAt),
    talkedMs: connectedAt === null ? null : Math.round(now - connectedAt),
  }
}

const BUSY_TONE: ReadonlySet<EndReason> = new Set(['busy', 'do-not-disturb', 'unreachable', 'declined'])

function endTone(call: LiveCallState, ended: EndedCall): readonly Effect[] {
  if (call.name === 'calling') return BUSY_TONE.has(ended.reason) ? [{ kind: 'tone', tone: 'busy' }] : []
  const talked = call.name === 'active' || call.name === 'reconnecting' || call.name === 'connecting'
  const ownHangUp = ended.ours && ended.reason === 'hangup'
  return talked && !ownHangUp ? [{ kind: 'tone', tone: 'ended' }] : []
}

/** Hang up: possible at every moment of a call. */
export function hangUp(phone: LivePhone, _event: Gesture, now: number): Step {
  const { call } = phone
  if (call.name === 'ringing') return declineCall(phone as PhoneIn<'ringing'>, _event, now)
  const reason = leavingReason(call)
  return end(phone, { reason, farewell: hangup(call.callId, reason), now })
}

export function declineCall(phone: PhoneIn<'ringing'>, _event: Gesture, now: number): Step {
  return end(phone, { reason: 'declined', farewell: decline(phone.call.callId), now })
}

/** What is to be said for this page should it go away without a word; a ring leaves this device only. */
export const lastWords = (phone: Phone): HangUp | null =>
  isLive(phone) ? hangup(phone.call.callId, leavingReason(phone.call)) : null

/** The page goes away: said on both paths, now or never (F-29). */
export function leave(phone: LivePhone, _event: Gesture, now: number): Step {
  const { call } = phone
  const reason = leavingReason(call)
  const command = hangup(call.callId, reason)
  const ended = end(phone, { reason, now })
  return {
    phone: ended.phone,
    effects: [{ kind: 'channel-hang-up', callId: call.callId }, { kind: 'send-last', command }, ...ended.effects],
  }
}

/** The server says that it is over. */
export function serverEnded(phone: LivePhone, event: Extract<FromServer, { kind: 'ended' }>, now: number): Step {
  return end(phone, { reason: event.reason, by: event.by, now })
}

/** The other end said it on the data channel; the server is told too, it may not have heard. */
export function farHangUp(phone: LivePhone, _event: FromMedia, now: number): Step {
  const told = end(phone, { reason: 'hangup', by: phone.call.peer, now })
  return after(told, (next) => sayFarewell(next, hangup(phone.call.callId, 'hangup'), now))
}

/** The server confirmed the hang-up by ending the call itself. */
export function endedWhileEnding(phone: PhoneIn<'ending'>): Step {
  return step({ ...phone, call: { name: 'idle' } })
}

/** A definitive answer empties the outbox; without one the entry stays for the next connection. */
export function farewellAcked(phone: Phone, event: Extract<Acked, { kind: 'farewell-acked' }>): Step {
  const confirmed = event.result.status !== 'unsent'
  const outbox = confirmed
    ? phone.outbox.filter((entry) => entry.command.payload.callId !== event.callId)
    : phone.outbox
  const over = phone.call.name === 'ending' && phone.call.callId === event.callId
  return step({ ...phone, outbox, call: over ? { name: 'idle' } : phone.call })
}

/** The server believes in a call that this phone does not have: it is hung up, reliably. */
export function disown(phone: Phone, callId: CallId, now: number): Step {
  if (isLive(phone) && phone.call.callId === callId) return stay(phone)
  if (phone.outbox.some((entry) => entry.command.payload.callId === callId)) return ignore(phone)
  const reason = isOver(phone, callId) ? 'hangup' : 'crashed'
  return sayFarewell(markOver(phone, callId), hangup(callId, reason), now)
}

/** Who ended it or took it, for a person; another device of one's own is not called by one's own name. */
export function byWhom({ by, target, side }: EndedCall): {
  readonly byName: string | null
  readonly byOwnDevice: boolean
} {
  const own = side === 'callee' && target.kind === 'contact' && by?.contact === target.contact
  return { byName: own ? null : (by?.name ?? null), byOwnDevice: own }
}
