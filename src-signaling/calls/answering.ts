import type { ContactId, EndReason } from '../protocol/index.ts'
import { TIMERS } from '../protocol/index.ts'
import type { RegistryEffect, RegistryEvent } from './registry-events.ts'
import type { ActiveCall, End, Registry, RingingCall } from './registry-state.ts'
import { callFor, endsOf, isAwaited, sameEnd, selectedCallee } from './registry-state.ts'
import type { RegistryStep } from './registry-step.ts'
import { ack, answer, bury, finish, tombstoneOf, keep, step } from './registry-step.ts'
import { rangInVain, wasAnswered } from './unanswered.ts'

type EventOf<Kind extends RegistryEvent['kind']> = Extract<RegistryEvent, { kind: Kind }>

/** A device rings: the caller may show it, once per device. */
export function ringing(registry: Registry, event: EventOf<'ringing'>): RegistryStep {
  const { callId, from } = event
  const call = callFor(registry, callId, from)
  if (!call) return unknown(registry, event)
  if (call.state === 'active') return answer(registry, call.callee.device === from.device ? 'ok' : 'elsewhere')
  if (!call.rings.some((end) => sameEnd(end, from))) return answer(registry, 'denied')
  if (call.reported.includes(from.device)) return answer(registry, 'ok')
  const reported = keep(registry, { ...call, reported: [...call.reported, from.device] })
  return step(reported, ack({ status: 'ok' }), { kind: 'far-ringing', to: call.caller.device, callId, by: from })
}

/** The first accept wins; everybody else stops (R-4, F-04). */
export function accept(registry: Registry, event: EventOf<'accept'>): RegistryStep {
  const { callId, from, video } = event
  const call = callFor(registry, callId, from)
  if (!call) return unknown(registry, event)
  if (call.state === 'active') return secondAccept(registry, call, from)
  if (!call.rings.some((end) => sameEnd(end, from))) return answer(registry, 'denied')

  const { rings, reported: _reported, ...base } = call
  const active: ActiveCall = { ...base, state: 'active', callee: from, calleeVideo: video, awaits: null }
  const losers = rings.filter((end) => !sameEnd(end, from))
  return step(
    keep(wasAnswered(registry, call.caller.contact, from.contact), active),
    ack({ status: 'ok' }),
    { kind: 'accepted', to: call.caller.device, callId, by: from, video },
    ...losers.map((end): RegistryEffect => ({ kind: 'ended', to: end.device, callId, reason: 'elsewhere', by: from })),
    { kind: 'stop-timers', callId },
    { kind: 'lamps', contacts: [from.contact, call.caller.contact] },
  )
}

function secondAccept(registry: Registry, call: ActiveCall, from: End): RegistryStep {
  if (isAwaited(call, from)) return answer(registry, 'gone')
  if (sameEnd(call.callee, from)) return answer(registry, 'ok')
  return answer(registry, sameEnd(call.caller, from) ? 'denied' : 'elsewhere')
}

/** Decline speaks for the person: all their devices stop; a group rings on until its last member declined (R-4, F-28). */
export function decline(registry: Registry, event: EventOf<'decline'>): RegistryStep {
  const { callId, from, at } = event
  const call = callFor(registry, callId, from)
  if (!call) return unknown(registry, event)
  if (call.state === 'active') return answer(registry, sameEnd(call.caller, from) ? 'denied' : 'elsewhere')
  if (!call.rings.some((end) => sameEnd(end, from))) return answer(registry, 'denied')
  const own = call.rings.filter((end) => end.contact === from.contact)
  const others = own.filter((end) => !sameEnd(end, from))
  const declined = withoutRings(registry, call, own, at, 'declined', from)
  return {
    registry: declined.registry,
    effects: [
      ack({ status: 'ok' }),
      ...others.map((end): RegistryEffect => ({ kind: 'ended', to: end.device, callId, reason: 'declined', by: from })),
      ...declined.effects,
    ],
  }
}

/** Hang-up: cancels while it rings, ends what is active; by a ringing device it means that this device stops (F-29). */
export function hangup(registry: Registry, event: EventOf<'hangup'>): RegistryStep {
  const { callId, from, reason, at } = event
  const call = callFor(registry, callId, from)
  if (!call) return unknown(registry, event, reason)
  const ends = endsOf(call)
  const party = ends.some((end) => sameEnd(end, from)) || isAwaited(call, from)
  if (!party) return answer(registry, call.state === 'active' ? 'elsewhere' : 'denied')
  if (call.state === 'ringing' && !sameEnd(call.caller, from)) {
    const left = withoutRings(registry, call, [from], at, 'unreachable', null)
    return { registry: left.registry, effects: [ack({ status: 'ok' }), ...left.effects] }
  }
  const said = call.state === 'ringing' ? 'cancelled' : reason
  const told = ends.filter((end) => !sameEnd(end, from))
  const ended = finish(registry, call, { at, reason: said, told, by: from })
  return { registry: ended.registry, effects: [ack({ status: 'ok' }), ...ended.effects] }
}

/**
 * Takes ringing devices out of a call; without any left it ends for the caller, and with only such left whose line is down as soon as they do
 * not come back (F-31).
 */
export function withoutRings(
  registry: Registry,
  call: RingingCall,
  gone: readonly End[],
  at: number,
  reason: 'declined' | 'unreachable' | 'busy',
  by: End | null,
): RegistryStep {
  const { callId, away, caller } = call
  const rings = call.rings.filter((end) => !gone.some((one) => sameEnd(one, end)))
  if (rings.length === 0) return finish(registry, call, { at, reason, told: [caller], by })
  const silent = rings.every((end) => away.includes(end.device))
  const wasSilent = call.rings.every((end) => away.includes(end.device))
  const left = gone.map((end) => end.contact).filter((contact) => !rings.some((end) => end.contact === contact))
  return step(
    keep(rangInVain(registry, caller.contact, left, at), { ...call, rings }),
    ...(silent && !wasSilent
      ? [{ kind: 'start-timer', callId, timer: 'callee-lost', ms: TIMERS.ringGrace } as const]
      : []),
  )
}

/** Somebody does something else now: a ring ends at all devices of this person, and for its caller they are busy. */
export function stopRinging(registry: Registry, call: RingingCall, contact: ContactId, at: number): RegistryStep {
  const own = call.rings.filter((end) => end.contact === contact)
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

/** Media set-up goes only from one end of the call to the other (S-30). State is not touched: this is the busiest path. */
export function relay(registry: Registry, { callId, from, message, at }: EventOf<'relay'>): RegistryStep {
  const call = callFor(registry, callId, from)
  if (!call) return answer(registry, tombstoneOf(registry, callId, from, at) ? 'gone' : 'denied')
  if (call.state === 'active' && call.awaits) return answer(registry, isAwaited(call, from) ? 'gone' : 'unreachable')
  const callee = selectedCallee(call)
  if (sameEnd(call.caller, from)) {
    if (!callee) return answer(registry, 'invalid')
    return step(registry, ack({ status: 'ok' }), { kind: 'relay', to: callee.device, message })
  }
  if (callee && sameEnd(callee, from)) {
    return step(registry, ack({ status: 'ok' }), { kind: 'relay', to: call.caller.device, message })
  }
  return answer(registry, call.state === 'active' ? 'elsewhere' : 'denied')
}

/** An id that no call has: over, or not there yet. Either way this device's invite under it is dead (F-07). */
function unknown(
  registry: Registry,
  { callId, from, at }: { readonly callId: string; readonly from: End; readonly at: number },
  reason: EndReason | null = null,
): RegistryStep {
  if (tombstoneOf(registry, callId, from, at)) return answer(registry, 'gone')
  const burial = { at, lifetimeMs: TIMERS.ring, onlyFor: [from], reason }
  return step(bury(registry, callId, burial), ack({ status: 'gone' }))
}
