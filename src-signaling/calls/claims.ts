import { TIMERS } from '../protocol/index.ts'
import type { RegistryEffect, RegistryEvent } from './registry-events.ts'
import type { ActiveCall, End, RegisteredCall, Registry } from './registry-state.ts'
import { stopRinging } from './answering.ts'
import { besideOf, isAwaited, sameEnd } from './registry-state.ts'
import type { RegistryStep } from './registry-step.ts'
import { ack, answer, finish, forget, keep, step, tombstoneOf } from './registry-step.ts'

type Claim = Extract<RegistryEvent, { kind: 'claim' }>

/**
 * A device says that it is in a call which this server does not list: the server was restarted, or forgot it. The call is
 * active again once both ends claimed it. Until then it keeps only the claimant busy, and nothing goes to the other end.
 */
export function claim(registry: Registry, event: Claim): RegistryStep {
  const { callId, from, peer, at } = event
  const half = registry.calls.get(besideOf(callId, peer.device))
  if (half && fits(half, event)) return whole(registry, half, event)
  const own = registry.calls.get(besideOf(callId, from.device))
  if (own) return answer(registry, sameClaim(own, event) ? 'ok' : 'denied')
  const call = registry.calls.get(callId)
  if (call && !isContradicted(call, event)) return known(registry, call, event)
  // What the other end has buried is over for both.
  const stone = tombstoneOf(registry, callId, from, at) ?? tombstoneOf(registry, callId, peer, at)
  if (stone) return step(registry, ack({ status: 'gone', ...(stone.reason && { reason: stone.reason }) }))
  if (peer.contact === from.contact || sameEnd(peer, from)) return answer(registry, 'invalid')
  const free = withoutRing(registry, from, at)
  if (!free) return answer(registry, 'busy')
  const key = call ? besideOf(callId, from.device) : callId
  return step(
    keep(free.registry, claimed(event, key)),
    ack({ status: 'ok' }),
    ...free.effects,
    ...(event.peerHere ? [waitForPeer(key)] : []),
    { kind: 'lamps', contacts: [from.contact] },
  )
}

/** Somebody else claims this id and nobody has confirmed it: this claim may be the true one and is kept beside. */
const isContradicted = (call: RegisteredCall, { from, peer }: Claim): boolean =>
  call.state === 'active' &&
  call.awaits !== null &&
  ![call.caller, call.callee].every((end) => sameEnd(end, from) || sameEnd(end, peer))

const endsFor = (call: RegisteredCall & { readonly state: 'active' }, { side }: Claim) =>
  side === 'caller' ? ([call.caller, call.callee] as const) : ([call.callee, call.caller] as const)

/** The half of a call that this claim makes whole. */
const fits = (call: RegisteredCall, event: Claim): boolean =>
  call.state === 'active' && isAwaited(call, event.from) && sameClaim(call, event)

/** Both name the same two devices on the same sides. */
function sameClaim(call: RegisteredCall, event: Claim): boolean {
  if (call.state !== 'active') return false
  const [own, other] = endsFor(call, event)
  return sameEnd(own, event.from) && sameEnd(other, event.peer)
}

/** Who talks is busy, also where an invite was faster than the claim after a restart. Null when this person dials, or talks in another call. */
function withoutRing(registry: Registry, from: End, at: number): RegistryStep | null {
  const call = registry.calls.get(registry.engaged.get(from.contact) ?? '')
  if (!call) return step(registry)
  if (call.state !== 'ringing' || call.caller.contact === from.contact) return null
  return stopRinging(registry, call, from.contact, at)
}

/** One half of a call: enough to hang it up, and to become whole. */
function claimed({ from, peer, side, at }: Claim, callId: string): ActiveCall {
  const [caller, callee] = side === 'caller' ? [from, peer] : [peer, from]
  return {
    state: 'active',
    callId,
    caller,
    callee,
    target: { kind: 'contact', contact: callee.contact },
    video: false,
    calleeVideo: false,
    subject: null,
    since: at,
    lifetimeMs: TIMERS.ring,
    away: [],
    claimed: true,
    awaits: peer,
  }
}

function known(registry: Registry, call: RegisteredCall, event: Claim): RegistryStep {
  // An id belongs to its two devices and their sides; anybody else learns nothing.
  if (call.state === 'ringing' || !sameClaim(call, event)) return answer(registry, 'denied')
  return isAwaited(call, event.from) ? whole(registry, call, event) : answer(registry, 'ok')
}

/** Both ends have claimed it. */
function whole(registry: Registry, half: RegisteredCall, event: Claim): RegistryStep {
  const { callId, from, side, at } = event
  const free = withoutRing(registry, from, at)
  if (half.state !== 'active') return answer(registry, 'denied')
  if (!free) return answer(registry, 'busy')
  const cleared = withoutOthers(free, half, callId)
  // The contact that counts is the connection's, not the one that the first claim named.
  const call: ActiveCall = {
    ...half,
    callId,
    ...(side === 'caller'
      ? { caller: from }
      : { callee: from, target: { kind: 'contact', contact: from.contact } as const }),
    awaits: null,
  }
  return step(
    keep(cleared.registry, call),
    ack({ status: 'ok' }),
    ...cleared.effects,
    { kind: 'stop-timer', callId: half.callId, timer: 'claim' },
    { kind: 'lamps', contacts: [call.caller.contact, call.callee.contact] },
  )
}

/** The call takes the place of its id: it is kept beside no longer, and who claimed that place for another call has lost it. */
function withoutOthers(before: RegistryStep, half: ActiveCall, callId: string): RegistryStep {
  if (half.callId === callId) return before
  const other = before.registry.calls.get(callId)
  return [half, ...(other ? [other] : [])].reduce<RegistryStep>((done, call) => {
    const left = forget(done.registry, call)
    return { registry: left.registry, effects: [...done.effects, ...left.effects] }
  }, before)
}

/** The awaited device has come: it claims at once, or never. */
export function awaitedCame(registry: Registry, from: { readonly device: string }): readonly RegistryEffect[] {
  return [...registry.calls.values()]
    .filter((call) => call.state === 'active' && call.awaits?.device === from.device)
    .map((call) => waitForPeer(call.callId))
}

/** The other end is there and does not know of this call: it is over. */
export function unclaimed(registry: Registry, call: RegisteredCall, at: number): RegistryStep {
  if (call.state === 'ringing' || call.awaits === null) return step(registry)
  const claimant: End = isAwaited(call, call.caller) ? call.callee : call.caller
  return finish(registry, call, { at, reason: 'peer-lost', told: [claimant], by: null })
}

const waitForPeer = (callId: string): RegistryEffect => ({
  kind: 'start-timer',
  callId,
  timer: 'claim',
  ms: TIMERS.claim,
})
