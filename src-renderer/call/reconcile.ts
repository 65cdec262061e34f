import type { LiveCall } from '../../src-signaling/protocol/index.ts'
import { accepted, endDialling, won } from './dialling.ts'
import { disown, end, repeatFarewells } from './ending.ts'
import type { FromServer } from './events.ts'
import { ring } from './ringing.ts'
import type { Phone } from './state.ts'
import type { PhoneIn, Step } from './step.ts'
import { after, isLive, stay, step } from './step.ts'

/** A ring without its line goes on for this long, ms. */
const LEASE = 12_000

/** A fresh connection: the server's list of our calls is reconciled before anything is shown. */
export function welcome(phone: Phone, event: Extract<FromServer, { kind: 'welcome' }>, now: number): Step {
  const restarted = phone.epoch !== null && phone.epoch !== event.epoch
  const known = repeatFarewells({ ...phone, epoch: event.epoch }, now)
  const listed = new Set(event.calls.map((call) => call.callId))
  const own = after(known, (next) => reconcileOwn(next, listed, restarted, now))
  return event.calls.reduce<Step>((done, call) => after(done, (next) => reconcileListed(next, call, now)), own)
}

/** A call that the server does not list. One that is active is never ended because of that: media decides. */
function reconcileOwn(phone: Phone, listed: ReadonlySet<string>, restarted: boolean, now: number): Step {
  if (!isLive(phone) || listed.has(phone.call.callId)) return stay(phone)
  const { call } = phone
  if (call.name === 'calling') {
    // An invite without its ack is repeated by the line itself.
    const reason = restarted ? 'host-restarted' : 'unreachable'
    return call.invited ? endDialling(phone as PhoneIn<'calling'>, { reason, by: null, now }) : stay(phone)
  }
  return call.name === 'ringing'
    ? end(phone, { reason: restarted ? 'host-restarted' : 'caller-lost', now })
    : stay(phone)
}

function reconcileListed(phone: Phone, listed: LiveCall, now: number): Step {
  const { callId } = listed
  if (isLive(phone) && phone.call.callId === callId) return reconcileSame(phone, listed, now)
  const rings = listed.side === 'callee' && listed.phase === 'ringing'
  if (rings && !phone.over.includes(callId)) {
    const free = phone.call.name === 'idle' || phone.call.name === 'ending'
    return free ? ring(phone, { invite: listed.invite }, now) : stay(phone)
  }
  return disown(phone, callId, now)
}

/** Both sides know the call: this phone catches up with what it missed. */
function reconcileSame(phone: Phone, listed: LiveCall, now: number): Step {
  const { call } = phone
  if (call.name === 'calling' && listed.side === 'caller' && listed.phase === 'active' && listed.peer) {
    return accepted(phone as PhoneIn<'calling'>, { kind: 'accepted', callId: call.callId, by: listed.peer }, now)
  }
  if (call.name === 'accepting' && listed.phase === 'active') return won(phone as PhoneIn<'accepting'>, now)
  if (call.name === 'ringing') return step(phone, { kind: 'stop-timer', callId: call.callId, timer: 'lease' })
  return stay(phone)
}

/** The line to the host is down: a ring lives on its lease; everything else goes on. */
export function lineDown(phone: PhoneIn<'ringing'>): Step {
  return step(phone, { kind: 'start-timer', callId: phone.call.callId, timer: 'lease', ms: LEASE })
}
