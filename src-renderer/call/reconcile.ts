import type { Incoming, LiveCall } from '../../src-signaling/protocol/index.ts'
import { TIMERS } from '../../src-signaling/protocol/index.ts'
import { accepted, endDialling, won } from './dialling.ts'
import { markOver } from './early.ts'
import { disown, end, hangup, repeatFarewells } from './ending.ts'
import type { Acked, Effect, FromServer } from './events.ts'
import { lookForPath } from './paths.ts'
import { keepInvite, ring, wait } from './ringing.ts'
import type { Phone, Running } from './state.ts'
import type { PhoneIn, Step } from './step.ts'
import { after, isLive, stay, step } from './step.ts'

/** A ring without its line goes on for this long, ms. */
const LEASE = 12_000

type Lost = PhoneIn<'reconnecting'>

/** A ring that is over because the host came up without it; its caller dials anew. */
const RESTARTED = 'host-restarted'

/** A fresh connection: the server's list of our calls is reconciled before anything is shown. */
export function welcome(phone: Phone, event: Extract<FromServer, { kind: 'welcome' }>, now: number): Step {
  const restarted = phone.epoch !== null && phone.epoch !== event.epoch
  const listed = new Set(event.calls.map((call) => call.callId))
  const known = repeatFarewells(withoutStale({ ...phone, epoch: event.epoch }, listed), now)
  const own = after(known, (next) => reconcileOwn(next, listed, restarted, now))
  const looking = after(own, (next) => (next.call.name === 'reconnecting' ? lookForPath(next as Lost) : stay(next)))
  return event.calls.reduce<Step>(
    (done, call) => after(done, (next) => reconcileListed(next, call, restarted, now)),
    looking,
  )
}

/** An invite that is kept while this phone dials counts as long as the server lists it: its end may be lost with the line. */
function withoutStale(phone: Phone, listed: ReadonlySet<string>): Phone {
  const { call } = phone
  if (call.name !== 'calling' || !call.kept || listed.has(call.kept.callId)) return phone
  return markOver({ ...phone, call: { ...call, kept: null } }, call.kept.callId)
}

/** A call that the server does not list. One that runs is claimed: only a tombstone ends it. */
function reconcileOwn(phone: Phone, listed: ReadonlySet<string>, restarted: boolean, now: number): Step {
  if (!isLive(phone) || listed.has(phone.call.callId)) return stay(phone)
  const { call } = phone
  switch (call.name) {
    case 'calling':
      return reconcileCalling(phone as PhoneIn<'calling'>, restarted, now)
    case 'ringing':
      return end(phone, { reason: restarted ? RESTARTED : 'caller-lost', now })
    case 'accepting':
      // An accept without its ack is repeated by the line itself. A host that never knew the call could only say `gone`; the caller
      // may have heard of the accept from the old one, and is told.
      return restarted ? end(phone, { reason: RESTARTED, farewell: hangup(call.callId, 'hangup'), now }) : stay(phone)
    case 'connecting':
    case 'active':
    case 'reconnecting':
      return step(phone, claimOf(call))
  }
}

function reconcileCalling(phone: PhoneIn<'calling'>, restarted: boolean, now: number): Step {
  const { callId, invited } = phone.call
  if (restarted) return step(phone, { kind: 'redial', callId })
  // An invite without its ack is repeated by the line itself.
  if (!invited) return step(phone, { kind: 'stop-timer', callId, timer: 'lease' })
  return endDialling(phone, { reason: 'unreachable', by: null, now })
}

export const claimOf = ({ callId, side, peer }: Running): Effect => ({
  kind: 'ask',
  command: {
    name: 'claim',
    payload: { callId, side, peer: { contact: peer.contact, device: peer.device } },
  },
})

/**
 * A tombstone: the other end has ended it meanwhile, and its reason is read here as well. Any other answer leaves a call that runs alone,
 * media decides; while the person is in another call, for this host, it is claimed again.
 */
export function claimAcked(
  phone: PhoneIn<Running['name']>,
  event: Extract<Acked, { kind: 'claim-acked' }>,
  now: number,
): Step {
  const { callId } = phone.call
  if (event.result.status === 'busy')
    return step(phone, { kind: 'start-timer', callId, timer: 'claim', ms: TIMERS.claimAgain })
  if (event.result.status !== 'gone') return stay(phone)
  const over = end(phone, { reason: event.result.reason ?? 'hangup', now })
  return { ...over, effects: [{ kind: 'channel-hang-up', callId }, ...over.effects] }
}

function reconcileListed(phone: Phone, listed: LiveCall, restarted: boolean, now: number): Step {
  const { callId } = listed
  if (isLive(phone) && phone.call.callId === callId) return reconcileSame(phone, listed, now)
  const rings = listed.side === 'callee' && listed.phase === 'ringing'
  return rings && !phone.over.includes(callId)
    ? reconcileRing(phone, listed.invite, restarted, now)
    : disown(phone, callId, now)
}

/** A ring that this phone has not heard of. */
function reconcileRing(phone: Phone, invite: Incoming, restarted: boolean, now: number): Step {
  if (phone.call.name === 'calling') return keepInvite(phone as PhoneIn<'calling'>, { kind: 'incoming', invite })
  if (!isLive(phone)) return ring(phone, { invite }, now)
  // Where the host forgot our call, the claim that is on its way ends this ring, or our call; a host that remembers has ended our call.
  if (restarted) return wait(phone, invite, now)
  const { callId, name } = phone.call
  const over = end(phone, { reason: name === 'accepting' ? 'cancelled' : 'hangup', now })
  const told: Step = { ...over, effects: [{ kind: 'channel-hang-up', callId }, ...over.effects] }
  return after(told, (next) => ring(next, { invite }, now))
}

/** Both sides know the call: this phone catches up with what it missed. */
function reconcileSame(phone: Phone, listed: LiveCall, now: number): Step {
  const { call } = phone
  if (call.name === 'calling' && listed.side === 'caller' && listed.phase === 'active' && listed.peer) {
    return accepted(phone as PhoneIn<'calling'>, { kind: 'accepted', callId: call.callId, by: listed.peer }, now)
  }
  if (call.name === 'accepting' && listed.phase === 'active') return won(phone as PhoneIn<'accepting'>, now)
  if (call.name === 'ringing' || call.name === 'calling')
    return step(phone, { kind: 'stop-timer', callId: call.callId, timer: 'lease' })
  return stay(phone)
}

/**
 * The line to the host is down: a ring lives on its lease, at both ends; everything else goes on. Every attempt that
 * fails says so again, which must not make the lease longer.
 */
export function lineDown(
  phone: PhoneIn<'ringing' | 'calling'>,
  event: Extract<FromServer, { kind: 'line-down' }>,
  now: number,
): Step {
  const { callId, beganAt } = phone.call
  const ms = Math.max(0, Math.max(event.since, beganAt) + LEASE - now)
  return step(phone, { kind: 'start-timer', callId, timer: 'lease', ms })
}
