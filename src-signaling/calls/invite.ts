import type { Ack, ContactId, Target } from '../protocol/index.ts'
import { TIMERS } from '../protocol/index.ts'
import { stopRinging } from './answering.ts'
import { missedUnrung } from './missed.ts'
import type { Member, RegistryEffect, RegistryEvent } from './registry-events.ts'
import type { RegisteredCall, Registry, RingingCall } from './registry-state.ts'
import { endsOf, selectedCallee } from './registry-state.ts'
import type { RegistryStep } from './registry-step.ts'
import { ack, answer, bury, finish, keep, step, tombstoneOf } from './registry-step.ts'
import { hasRungInVain } from './unanswered.ts'

type Invite = Extract<RegistryEvent, { kind: 'invite' }>

/** An invite: rings everybody it can, or says definitively why not. */
export function invite(registry: Registry, event: Invite): RegistryStep {
  const known = registry.calls.get(event.callId)
  if (known) return repeated(registry, known, event)
  const stone = tombstoneOf(registry, event.callId, event.from, event.at)
  if (stone) return step(registry, ack(stone.answered ?? { status: 'gone' }))
  const own = event.target.kind === 'contact' && event.target.contact === event.from.contact
  if (own) return answer(registry, 'invalid')

  const { registry: free, effects } = replaceOld(registry, event)
  const begun = begin(free, event)
  return { registry: begun.registry, effects: [...effects, ...begun.effects] }
}

/** The same invite again has the same answer and no other effect; anything else under its id is refused (R-1, F-10). */
function repeated(registry: Registry, known: RegisteredCall, event: Invite): RegistryStep {
  const same = known.caller.device === event.from.device && sameTarget(known.target, event.target)
  return same ? step(registry, okFor(known)) : answer(registry, 'denied')
}

const sameTarget = (a: Target, b: Target): boolean =>
  a.kind === 'contact' ? b.kind === 'contact' && a.contact === b.contact : b.kind === 'group' && a.group === b.group

/** Somebody whose device dials the person it is recorded as talking to was restarted: the old call is over. */
function replaceOld(registry: Registry, { from, target, at }: Invite): RegistryStep {
  const old = registry.calls.get(registry.engaged.get(from.contact) ?? '')
  if (old?.state !== 'active' || target.kind !== 'contact') return step(registry)
  const ends = endsOf(old)
  const mine = ends.some((end) => end.device === from.device)
  const theirs = ends.some((end) => end.contact === target.contact)
  if (!mine || !theirs) return step(registry)
  return finish(registry, old, { at, reason: 'replaced', told: ends, by: null })
}

function begin(registry: Registry, event: Invite): RegistryStep {
  const opposite = oppositeCall(registry, event)
  if (opposite) {
    return answerForGood(registry, event, { status: 'merged', callId: opposite.callId })
  }
  const members = event.members.filter((member) => member.contact !== event.from.contact)
  const busy = (member: Member) => {
    const call = callOfContact(registry, member.contact)
    return call !== undefined && !givesWay(registry, call, member.contact, event)
  }
  const reachable = members.filter((member) => !busy(member) && !member.doNotDisturb && member.devices.length > 0)
  const own = callOfContact(registry, event.from.contact)
  // Who is only rung may dial.
  if (own && !isOnlyRung(own, event.from.contact)) return refuse(registry, event, 'busy')
  if (reachable.length > 0) return ringInstead(registry, event, reachable)
  if (members.some(busy)) return missed(registry, event, 'busy')
  const quiet = members.some((member) => member.doNotDisturb && member.devices.length > 0)
  return missed(registry, event, quiet ? 'do-not-disturb' : 'unreachable')
}

const callOfContact = (registry: Registry, contact: ContactId): RegisteredCall | undefined =>
  registry.calls.get(registry.engaged.get(contact) ?? '')

const isOnlyRung = (call: RegisteredCall, contact: ContactId): boolean =>
  call.state === 'ringing' && call.caller.contact !== contact

/**
 * Whoever rings somebody again, after a ring that was not answered, gives way to another caller who has not: else a stranger who dials again
 * and again would make a person unreachable for all others.
 */
const givesWay = (registry: Registry, call: RegisteredCall, contact: ContactId, { from, at }: Invite): boolean =>
  isOnlyRung(call, contact) &&
  call.caller.contact !== from.contact &&
  hasRungInVain(registry, call.caller.contact, contact, at) &&
  !hasRungInVain(registry, from.contact, contact, at)

/** Rings them; rings of others that give way end first, as they do for who talks. */
function ringInstead(registry: Registry, event: Invite, members: readonly Member[]): RegistryStep {
  const contacts = [event.from.contact, ...members.map((member) => member.contact)]
  const free = contacts.reduce<RegistryStep>((done, contact) => {
    const call = callOfContact(done.registry, contact)
    if (call?.state !== 'ringing') return done
    const left = stopRinging(done.registry, call, contact, event.at)
    return { registry: left.registry, effects: [...done.effects, ...left.effects] }
  }, step(registry))
  const rung = ring(free.registry, event, members)
  return { registry: rung.registry, effects: [...free.effects, ...rung.effects] }
}

/** Refused on the callee's account: they hear of it when they can. */
function missed(registry: Registry, event: Invite, status: 'busy' | 'do-not-disturb' | 'unreachable'): RegistryStep {
  const refused = refuse(registry, event, status)
  return { registry: refused.registry, effects: [...refused.effects, ...missedUnrung(event, status)] }
}

/** Glare: the person we call is just calling us. */
function oppositeCall(registry: Registry, { from, target }: Invite): RingingCall | null {
  if (target.kind !== 'contact') return null
  const call = registry.calls.get(registry.engaged.get(from.contact) ?? '')
  if (call?.state !== 'ringing' || call.target.kind !== 'contact') return null
  const opposite = call.target.contact === from.contact && call.caller.contact === target.contact
  return opposite && call.rings.some((end) => end.device === from.device) ? call : null
}

/** An invite that rings nowhere: its answer is kept with its id. */
function answerForGood(registry: Registry, event: Invite, answered: Ack): RegistryStep {
  const { callId, at, lifetimeMs, from } = event
  return step(bury(registry, callId, { at, lifetimeMs, onlyFor: [from], answered }), ack(answered))
}

function refuse(registry: Registry, event: Invite, status: 'busy' | 'do-not-disturb' | 'unreachable'): RegistryStep {
  return answerForGood(registry, event, { status })
}

function ring(registry: Registry, event: Invite, members: readonly Member[]): RegistryStep {
  const { callId, from, target, video, subject, at, lifetimeMs } = event
  const rings = members.flatMap(({ contact, devices }) => devices.map((device) => ({ contact, device })))
  const call: RingingCall = {
    state: 'ringing',
    callId,
    caller: from,
    target,
    video,
    subject,
    since: at,
    lifetimeMs,
    rings,
    reported: [],
    away: [],
  }
  return step(
    keep(registry, call),
    okFor(call),
    ...rings.map((end): RegistryEffect => ({ kind: 'incoming', to: end.device, callId })),
    { kind: 'start-timer', callId, timer: 'no-answer', ms: lifetimeMs },
    { kind: 'lamps', contacts: [from.contact] },
  )
}

function okFor(call: RegisteredCall): RegistryEffect {
  const device = selectedCallee(call)?.device ?? null
  return ack({ status: 'ok', device, lifetimeMs: call.lifetimeMs || TIMERS.ring })
}
