import { callsOf } from '../../src-signaling/calls/registry.ts'
import type { Member, RegistryEffect, RegistryEvent } from '../../src-signaling/calls/registry-events.ts'
import type { RegisteredCall } from '../../src-signaling/calls/registry-state.ts'
import { emptyRegistry } from '../../src-signaling/calls/registry-state.ts'
import type { Ack, Command, ServerEvent, Target } from '../../src-signaling/protocol/index.ts'
import { TIMERS } from '../../src-signaling/protocol/index.ts'
import { incomingOf, liveCallOf, partyOf } from '../../src-signaling/server/wire-calls.ts'
import { cut, reopen, tellDevice } from './line.ts'
import type { Rules } from './rules.ts'
import type { Draft } from './world.ts'
import { at, indexOf, PARTIES } from './world.ts'

/*
 * The server: the production registry, and its effects carried out as switchboard.ts and office.ts do it.
 */

/** Server time: the search knows two moments, before and after a long pause. */
const serverTime = (draft: Draft): number => (draft.late ? 47_500 : 5_000)

const describe = (end: { readonly device: string }) => ({ name: PARTIES[indexOf(end.device)]?.name ?? '' })
const endOf = (device: number) => {
  const { contact, device: id } = at(PARTIES, device)
  return { contact, device: id }
}

/** Whom an invite may ring: connected devices (office.ts, membersOf). */
function membersOf(draft: Draft, target: Target): readonly Member[] {
  const wanted = PARTIES.filter((party) => target.kind === 'group' || party.contact === target.contact)
  return [...new Set(wanted.map((party) => party.contact))].map((contact) => ({
    contact,
    devices: wanted.flatMap((one) =>
      one.contact === contact && at(draft.wires, indexOf(one.device)).seated ? [one.device] : [],
    ),
    doNotDisturb: false,
  }))
}

/** A command of a device becomes an event of the registry (office.ts, obey); null for what is not about calls. */
function eventOf(draft: Draft, device: number, command: Command): RegistryEvent | null {
  const base = { at: serverTime(draft), from: endOf(device) }
  switch (command.name) {
    case 'invite': {
      const members = membersOf(draft, command.payload.target)
      return { kind: 'invite', ...base, ...command.payload, members, lifetimeMs: TIMERS.ring }
    }
    case 'ringing':
      return { kind: 'ringing', ...base, ...command.payload }
    case 'accept':
      return { kind: 'accept', ...base, ...command.payload }
    case 'decline':
      return { kind: 'decline', ...base, ...command.payload }
    case 'hangup':
      return { kind: 'hangup', ...base, ...command.payload }
    case 'claim': {
      const peerHere = at(draft.wires, indexOf(command.payload.peer.device)).seated
      return { kind: 'claim', ...base, ...command.payload, peerHere }
    }
    case 'description':
    case 'candidates':
    case 'media-state':
      return { kind: 'relay', ...base, callId: command.payload.callId, message: command }
    case 'ice-servers':
    case 'confirm-missed':
    case 'availability':
    case 'rename':
    case 'join-group':
    case 'leave-group':
      return null
  }
}

/** @returns what the sender is answered */
export function obey(draft: Draft, rules: Rules, device: number, command: Command): Ack {
  const event = eventOf(draft, device, command)
  return (event && handle(draft, rules, event)) ?? { status: 'ok' }
}

export function handle(draft: Draft, rules: Rules, event: RegistryEvent): Ack | null {
  const before = draft.server.registry
  const { registry, effects } = rules.registry(before, event)
  draft.server = { ...draft.server, registry }
  let answered: Ack | null = null
  for (const effect of effects) {
    if (effect.kind === 'ack') answered = effect.ack
    else run(draft, effect, before.calls.get('callId' in effect ? effect.callId : ''))
  }
  return answered
}

function run(draft: Draft, effect: Exclude<RegistryEffect, { kind: 'ack' }>, before: RegisteredCall | undefined): void {
  const say = (to: string, event: ServerEvent) => tellDevice(draft, indexOf(to), { kind: 'event', event })
  const { server } = draft
  switch (effect.kind) {
    case 'incoming': {
      const call = server.registry.calls.get(effect.callId) ?? before
      if (call) say(effect.to, { name: 'incoming', payload: incomingOf(call, serverTime(draft), describe) })
      return
    }
    case 'far-ringing':
      return say(effect.to, {
        name: 'ringing',
        payload: { callId: effect.callId, by: partyOf(effect.by, describe) },
      })
    case 'accepted': {
      const { callId, video } = effect
      return say(effect.to, { name: 'accepted', payload: { callId, by: partyOf(effect.by, describe), video } })
    }
    case 'ended': {
      const by = effect.by && partyOf(effect.by, describe)
      return say(effect.to, { name: 'ended', payload: { callId: effect.callId, reason: effect.reason, by } })
    }
    case 'relay':
      return say(effect.to, effect.message)
    case 'start-timer':
    case 'stop-timer': {
      const others = server.timers.filter((one) => one.callId !== effect.callId || one.timer !== effect.timer)
      const { callId, timer } = effect
      draft.server = { ...server, timers: effect.kind === 'stop-timer' ? others : [...others, { callId, timer }] }
      return
    }
    case 'stop-timers':
      draft.server = { ...server, timers: server.timers.filter((one) => one.callId !== effect.callId) }
      return
    case 'missed':
    case 'lamps':
  }
}

export function expire(draft: Draft, rules: Rules, { callId, timer }: Draft['server']['timers'][number]): void {
  const timers = draft.server.timers.filter((one) => one.callId !== callId || one.timer !== timer)
  draft.server = { ...draft.server, timers }
  handle(draft, rules, { kind: 'timer', at: serverTime(draft), callId, timer })
}

/** The server notices that a device's socket is gone. */
export function loseSeat(draft: Draft, rules: Rules, device: number): void {
  draft.wires[device] = { ...at(draft.wires, device), seated: false }
  handle(draft, rules, { kind: 'device-lost', at: serverTime(draft), from: endOf(device) })
}

/** A device signs in; its welcome carries its calls of this moment. */
export function enter(draft: Draft, rules: Rules, device: number): void {
  reopen(draft, device)
  handle(draft, rules, { kind: 'device-back', at: serverTime(draft), from: endOf(device) })
  const { registry, epoch } = draft.server
  const calls = callsOf(registry, endOf(device)).map((call) =>
    liveCallOf(call, at(PARTIES, device).device, serverTime(draft), describe),
  )
  tellDevice(draft, device, { kind: 'welcome', epoch: `epoch-${epoch}`, calls })
}

/** Killed and started again: it knows nothing, and every socket is reset. */
export function restart(draft: Draft): void {
  draft.server = { registry: emptyRegistry, epoch: draft.server.epoch + 1, timers: [] }
  for (const device of PARTIES.keys()) {
    cut(draft, device)
    draft.wires[device] = { ...at(draft.wires, device), seated: false }
  }
}
