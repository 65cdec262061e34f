import { TIMERS } from '../protocol/index.ts'
import { withoutRings } from './answering.ts'
import { awaitedCame, unclaimed } from './claims.ts'
import type { RegistryEffect, RegistryEvent } from './registry-events.ts'
import type { ActiveCall, Registry, RingingCall } from './registry-state.ts'
import { endsOf } from './registry-state.ts'
import type { RegistryStep } from './registry-step.ts'
import { finish, forget, keep, step } from './registry-step.ts'

type EventOf<Kind extends RegistryEvent['kind']> = Extract<RegistryEvent, { kind: Kind }>

/** A connection broke. A ringing call survives it for a while (F-30, F-31); an active one does not need it. */
export function deviceLost(registry: Registry, { from }: EventOf<'device-lost'>): RegistryStep {
  const call = callOf(registry, from)
  if (!call || call.away.includes(from.device)) return step(registry)
  const away = [...call.away, from.device]
  if (call.state === 'ringing') return ringingLost(registry, { ...call, away }, from.device)
  const alone = endsOf(call).every((end) => away.includes(end.device))
  const stopping = alone ? [start(call.callId, 'abandoned', TIMERS.abandoned)] : []
  return step(keep(registry, { ...call, away } satisfies ActiveCall), ...stopping)
}

function ringingLost(registry: Registry, call: RingingCall, device: string): RegistryStep {
  const { callId, caller, rings, away } = call
  if (caller.device === device) return step(keep(registry, call), start(callId, 'caller-lost', TIMERS.ringGrace))
  const nobody = rings.every((end) => away.includes(end.device))
  return step(keep(registry, call), ...(nobody ? [start(callId, 'callee-lost', TIMERS.ringGrace)] : []))
}

export function deviceBack(registry: Registry, { from }: EventOf<'device-back'>): RegistryStep {
  const awaited = awaitedCame(registry, from)
  const call = callOf(registry, from)
  if (!call || !call.away.includes(from.device)) return step(registry, ...awaited)
  const back = { ...call, away: call.away.filter((device) => device !== from.device) }
  const waited =
    call.state === 'active' ? 'abandoned' : call.caller.device === from.device ? 'caller-lost' : 'callee-lost'
  return step(keep(registry, back), { kind: 'stop-timer', callId: call.callId, timer: waited }, ...awaited)
}

function callOf(registry: Registry, from: { readonly contact: string; readonly device: string }) {
  const call = registry.calls.get(registry.engaged.get(from.contact) ?? '')
  return call && endsOf(call).some((end) => end.device === from.device) ? call : undefined
}

export function timer(registry: Registry, { callId, timer: name, at }: EventOf<'timer'>): RegistryStep {
  const call = registry.calls.get(callId)
  if (!call) return step(registry)
  switch (name) {
    case 'no-answer':
      return finish(registry, call, { at, reason: 'no-answer', told: endsOf(call), by: null })
    case 'caller-lost':
      return finish(registry, call, { at, reason: 'caller-lost', told: endsOf(call).slice(1), by: null })
    case 'callee-lost':
      return call.state === 'ringing'
        ? withoutRings(registry, call, call.rings, at, 'unreachable', null)
        : step(registry)
    case 'abandoned':
      // Both may still talk, out of this server's sight: they claim it when they come back.
      return forget(registry, call)
    case 'claim':
      return unclaimed(registry, call, at)
  }
}

/** The host stops: what rings ends and says so, what is active goes on without it (DESIGN 4). */
export function close(registry: Registry, { at }: EventOf<'close'>): RegistryStep {
  return [...registry.calls.values()].reduce<RegistryStep>((done, call) => {
    const ending = { at, reason: 'host-restarted', told: endsOf(call), by: null } as const
    const ended = call.state === 'ringing' ? finish(done.registry, call, ending) : forget(done.registry, call)
    return { registry: ended.registry, effects: [...done.effects, ...ended.effects] }
  }, step(registry))
}

const start = (callId: string, name: 'abandoned' | 'caller-lost' | 'callee-lost', ms: number): RegistryEffect => ({
  kind: 'start-timer',
  callId,
  timer: name,
  ms,
})
