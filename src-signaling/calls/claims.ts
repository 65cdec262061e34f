import { TIMERS } from '../protocol/index.ts'
import type { RegistryEffect, RegistryEvent } from './registry-events.ts'
import type { ActiveCall, End, RegisteredCall, Registry } from './registry-state.ts'
import { withoutRings } from './answering.ts'
import { isAwaited, sameEnd } from './registry-state.ts'
import type { RegistryStep } from './registry-step.ts'
import { ack, answer, finish, keep, step, tombstoneOf } from './registry-step.ts'

type Claim = Extract<RegistryEvent, { kind: 'claim' }>

/**
 * A device says that it is in a call which this server does not list: the server was restarted, or forgot it. The call is
 * active again once both ends claimed it. Until then it keeps only the claimant busy, and nothing goes to the other end.
 */
export function claim(registry: Registry, event: Claim): RegistryStep {
  const { callId, from, peer, at } = event
  const call = registry.calls.get(callId)
  if (call) return known(registry, call, event)
  // What the other end has buried is over for both.
  const stone = tombstoneOf(registry, callId, from, at) ?? tombstoneOf(registry, callId, peer, at)
  if (stone) return step(registry, ack({ status: 'gone', ...(stone.reason && { reason: stone.reason }) }))
  if (peer.contact === from.contact || sameEnd(peer, from)) return answer(registry, 'invalid')
  const free = withoutRing(registry, from, at)
  if (!free) return answer(registry, 'busy')
  return step(
    keep(free.registry, claimed(event)),
    ack({ status: 'ok' }),
    ...free.effects,
    ...(event.peerHere ? [waitForPeer(callId)] : []),
    { kind: 'lamps', contacts: [from.contact] },
  )
}

/**
 * Who talks is busy, also where an invite was faster than the claim after a restart: such a ring ends at all devices of this person
 * . Null when this person dials, or talks in another call.
 */
function withoutRing(registry: Registry, from: End, at: number): RegistryStep | null {
  const call = registry.calls.get(registry.engaged.get(from.contact) ?? '')
  if (!call) return step(registry)
  if (call.state !== 'ringing' || call.caller.contact === from.contact) return null
  const own = call.rings.filter((end) => end.contact === from.contact)
  const left = withoutRings(registry, call, own, at, 'busy', null)
  const told = own.map(({ device }): RegistryEffect => ({
    kind: 'ended',
    to: device,
    callId: call.callId,
    reason: 'cancelled',
    by: null,
  }))
  return { registry: left.registry, effects: [...told, ...left.effects] }
}

/** One half of a call: enough to hang it up, and to become whole. */
function claimed({ callId, from, peer, side, at }: Claim): ActiveCall {
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
    awaits: peer,
  }
}

function known(registry: Registry, call: RegisteredCall, event: Claim): RegistryStep {
  const { from, peer, side } = event
  if (call.state === 'ringing') return answer(registry, 'denied')
  const own = side === 'caller' ? call.caller : call.callee
  const other = side === 'caller' ? call.callee : call.caller
  // An id belongs to its two devices and their sides; anybody else learns nothing.
  if (!sameEnd(own, from) || !sameEnd(other, peer)) return answer(registry, 'denied')
  if (!isAwaited(call, from)) return answer(registry, 'ok')
  const free = withoutRing(registry, from, event.at)
  if (!free) return answer(registry, 'busy')
  // The contact that counts is the connection's, not the one that the first claim named.
  const whole: ActiveCall = {
    ...call,
    ...(side === 'caller'
      ? { caller: from }
      : { callee: from, target: { kind: 'contact', contact: from.contact } as const }),
    awaits: null,
  }
  return step(
    keep(free.registry, whole),
    ack({ status: 'ok' }),
    ...free.effects,
    { kind: 'stop-timer', callId: call.callId, timer: 'claim' },
    { kind: 'lamps', contacts: [whole.caller.contact, whole.callee.contact] },
  )
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
