import type { CallId } from '../protocol/index.ts'
import { accept, decline, hangup, relay, ringing } from './answering.ts'
import { close, deviceBack, deviceLost, timer } from './connections.ts'
import { claim } from './claims.ts'
import { invite } from './invite.ts'
import type { RegistryEvent } from './registry-events.ts'
import type { End, RegisteredCall, Registry } from './registry-state.ts'
import { callFor, endsOf, wireIdOf } from './registry-state.ts'
import type { RegistryStep } from './registry-step.ts'

/** One decision of the call registry, the only place where a call changes state (DESIGN 1). Pure. */
export function decide(registry: Registry, event: RegistryEvent): RegistryStep {
  switch (event.kind) {
    case 'invite':
      return invite(registry, event)
    case 'ringing':
      return ringing(registry, event)
    case 'accept':
      return accept(registry, event)
    case 'decline':
      return decline(registry, event)
    case 'hangup':
      return hangup(registry, event)
    case 'relay':
      return relay(registry, event)
    case 'claim':
      return claim(registry, event)
    case 'device-lost':
      return deviceLost(registry, event)
    case 'device-back':
      return deviceBack(registry, event)
    case 'timer':
      return timer(registry, event)
    case 'close':
      return close(registry, event)
  }
}

/** What a device is to a call that lives now: one of its ends, a stranger, or it comes too late. */
export function standingOf(registry: Registry, callId: CallId, from: End): 'party' | 'stranger' | 'gone' {
  const call = callFor(registry, callId, from)
  if (!call) return 'gone'
  return endsOf(call).some((end) => end.device === from.device) ? 'party' : 'stranger'
}

/** The calls in which the server knows this device: at most one, because a person is in one call at a time. */
export function callsOf(registry: Registry, from: End): readonly RegisteredCall[] {
  const call = registry.calls.get(registry.engaged.get(from.contact) ?? '')
  const party = call && endsOf(call).some((end) => end.device === from.device)
  return party ? [{ ...call, callId: wireIdOf(call.callId) }] : []
}
