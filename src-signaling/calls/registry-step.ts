import type { Ack, AckStatus, CallId, EndReason } from '../protocol/index.ts'
import { TIMERS } from '../protocol/index.ts'
import { missedRing } from './missed.ts'
import type { RegistryEffect } from './registry-events.ts'
import type { End, RegisteredCall, Registry, Tombstone } from './registry-state.ts'
import { contactsOf, endsOf, wireIdOf } from './registry-state.ts'
import { rangInVain } from './unanswered.ts'

export interface RegistryStep {
  readonly registry: Registry
  readonly effects: readonly RegistryEffect[]
}

/** The most tombstones that are kept; the oldest go first. */
export const MAX_TOMBSTONES = 10_000

export const step = (registry: Registry, ...effects: readonly RegistryEffect[]): RegistryStep => ({ registry, effects })

/** Answers and changes nothing. */
export function answer(registry: Registry, status: Exclude<AckStatus, 'merged' | 'limited'>): RegistryStep {
  return step(registry, ack({ status }))
}
export const ack = (value: Ack): RegistryEffect => ({ kind: 'ack', ack: value })

/** Puts a call, new or changed, into the registry. */
export function keep(registry: Registry, call: RegisteredCall): Registry {
  const before = registry.calls.get(call.callId)
  const now = new Set(contactsOf(call))
  const freed = before ? contactsOf(before).filter((contact) => !now.has(contact)) : []
  const busy = [...now].map((contact) => [contact, call.callId] as const)
  const engaged = registry.engaged.deleteAll(freed).setAll(busy)
  return { ...registry, calls: registry.calls.set(call.callId, call), engaged }
}

/** How a call ends: why, who is told so, and whose doing it was. */
export interface Ending {
  readonly at: number
  readonly reason: EndReason
  readonly told: readonly End[]
  readonly by: End | null
}

/** Ends a call: a tombstone instead of it, its people free, its timers stopped; who is to hear of it gets the reason. */
export function finish(registry: Registry, call: RegisteredCall, { at, reason, told, by }: Ending): RegistryStep {
  const { callId, lifetimeMs } = call
  const id = wireIdOf(callId)
  // An id belongs to who was invited under it; that of a claimed call to its two ends only: a claim proves nothing (S-30, A-10).
  const owners = call.state === 'active' && call.claimed ? endsOf(call) : null
  const rung = call.state === 'ringing' ? call.rings.map((end) => end.contact) : []
  const buried = bury(rangInVain(registry, call.caller.contact, rung, at), id, {
    at,
    lifetimeMs,
    onlyFor: owners,
    reason,
  })
  const forgotten = forget(buried, call)
  return step(
    forgotten.registry,
    ...told.map(({ device }): RegistryEffect => ({ kind: 'ended', to: device, callId: id, reason, by })),
    ...(call.state === 'ringing' ? missedRing(call, at, reason, told) : []),
    ...forgotten.effects,
  )
}

/** Takes a call out without a tombstone: whoever still talks may claim it. */
export function forget(registry: Registry, call: RegisteredCall): RegistryStep {
  const contacts = contactsOf(call)
  const freed: Registry = {
    ...registry,
    calls: registry.calls.delete(call.callId),
    engaged: registry.engaged.deleteAll(contacts.filter((one) => registry.engaged.get(one) === call.callId)),
  }
  return step(freed, { kind: 'stop-timers', callId: call.callId }, { kind: 'lamps', contacts })
}

interface Burial {
  readonly at: number
  readonly lifetimeMs: number
  /** Null: over for everybody. */
  readonly onlyFor: readonly End[] | null
  readonly answered?: Ack | null
  readonly reason?: EndReason | null
}

/** Remembers an id as over: max(120 s, 2 × ring time). Map keeps no order, so age decides who goes when it is full. */
export function bury(
  registry: Registry,
  callId: CallId,
  { at, lifetimeMs, onlyFor, answered = null, reason = null }: Burial,
): Registry {
  const until = at + Math.max(TIMERS.tombstone, 2 * lifetimeMs)
  const before = registry.tombstones.get(callId)
  // Both ends may speak of an id that a restarted server does not know: what one says does not revive it for the other.
  const devices = onlyFor && [...new Set([...(before?.onlyFor ?? []), ...onlyFor.map((end) => end.device)])]
  const stone: Tombstone = { until, onlyFor: devices, answered, reason: reason ?? before?.reason ?? null }
  const tombstones = registry.tombstones.set(callId, stone)
  return { ...registry, tombstones: tombstones.size > MAX_TOMBSTONES ? sweep(tombstones, at) : tombstones }
}

/** Drops what is past its time; if that frees too little, the oldest tenth, so that sweeping stays rare. */
function sweep(tombstones: Registry['tombstones'], at: number): Registry['tombstones'] {
  const living = tombstones.filter((stone) => stone.until > at)
  if (living.size <= MAX_TOMBSTONES * 0.9) return living
  const oldest = [...living].sort(([, a], [, b]) => a.until - b.until).slice(0, living.size - MAX_TOMBSTONES * 0.9)
  return living.deleteAll(oldest.map(([callId]) => callId))
}

/** What is left of an id for this device; commands for it are answered `gone`. */
export function tombstoneOf(registry: Registry, callId: CallId, from: End, at: number): Tombstone | null {
  const stone = registry.tombstones.get(callId)
  if (!stone || stone.until <= at) return null
  return stone.onlyFor === null || stone.onlyFor.includes(from.device) ? stone : null
}
