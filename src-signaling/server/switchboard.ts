import type { Missed } from '../calls/missed.ts'
import { callsOf, decide, standingOf } from '../calls/registry.ts'
import type { RegistryEffect, RegistryEvent } from '../calls/registry-events.ts'
import type { End, RegisteredCall } from '../calls/registry-state.ts'
import { contactsOf, emptyRegistry } from '../calls/registry-state.ts'
import type { Clock } from '../client/clock.ts'
import type { Ack, CallId, ContactId, LiveCall, ServerEvent } from '../protocol/index.ts'
import { createCandidateCount } from './candidate-count.ts'
import { createKeyedTimers } from './keyed-timers.ts'
import type { Describe } from './wire-calls.ts'
import { incomingOf, liveCallOf, partyOf } from './wire-calls.ts'

export interface SwitchboardOptions {
  readonly clock: Clock
  readonly describe: Describe
  readonly send: (device: string, event: ServerEvent) => void
  /** Somebody began or ended to dial or to talk. */
  readonly lampsChanged: (contacts: readonly ContactId[]) => void
  readonly missed: (call: Missed) => void
}

/** Runs the pure call registry: its effects become messages and timers. */
export interface Switchboard {
  /** @returns what the sender is answered; null for events that have no sender */
  handle(event: RegistryEvent): Ack | null
  callsOf(end: End, at: number): readonly LiveCall[]
  /** What this device is to a call that lives now. */
  standing(callId: CallId, from: End): ReturnType<typeof standingOf>
  /** Dials or talks: what merely rings does not light the lamp. */
  isInCall(contact: ContactId): boolean
  counts(): { readonly calls: number; readonly timers: number; readonly tombstones: number }
  close(): void
}

export function createSwitchboard({ clock, describe, send, lampsChanged, missed }: SwitchboardOptions): Switchboard {
  const timers = createKeyedTimers(clock)
  const candidates = createCandidateCount()
  let registry = emptyRegistry

  function handle(event: RegistryEvent): Ack | null {
    const bounded = event.kind === 'relay' ? withinBounds(event) : event
    const decided = decide(registry, bounded)
    const before = registry
    registry = decided.registry
    let ack: Ack | null = null
    for (const effect of decided.effects) {
      if (effect.kind === 'ack') ack = effect.ack
      else run(effect, before.calls.get('callId' in effect ? effect.callId : ''))
    }
    return ack
  }

  function withinBounds(event: Extract<RegistryEvent, { kind: 'relay' }>): RegistryEvent {
    if (event.message.name === 'description') candidates.described(event.from.device, event.message.payload)
    if (event.message.name !== 'candidates' || !registry.calls.has(event.callId)) return event
    return {
      ...event,
      message: { name: 'candidates', payload: candidates.admit(event.from.device, event.message.payload) },
    }
  }

  function run(effect: Exclude<RegistryEffect, { kind: 'ack' }>, before: RegisteredCall | undefined): void {
    switch (effect.kind) {
      case 'incoming': {
        const call = registry.calls.get(effect.callId) ?? before
        if (call) send(effect.to, { name: 'incoming', payload: incomingOf(call, clock.now(), describe) })
        return
      }
      case 'far-ringing':
        return send(effect.to, {
          name: 'ringing',
          payload: { callId: effect.callId, by: partyOf(effect.by, describe) },
        })
      case 'accepted': {
        const { callId, video } = effect
        return send(effect.to, { name: 'accepted', payload: { callId, by: partyOf(effect.by, describe), video } })
      }
      case 'ended': {
        const by = effect.by && partyOf(effect.by, describe)
        return send(effect.to, { name: 'ended', payload: { callId: effect.callId, reason: effect.reason, by } })
      }
      case 'relay':
        return send(effect.to, effect.message)
      case 'start-timer':
        return startTimer(effect)
      case 'stop-timer':
        return timers.stop(`${effect.callId}/${effect.timer}`)
      case 'stop-timers':
        if (!registry.calls.has(effect.callId)) candidates.forget(effect.callId)
        return timers.stopAll(`${effect.callId}/`)
      case 'missed':
        return missed(effect.missed)
      case 'lamps':
        return lampsChanged(effect.contacts)
    }
  }

  function startTimer({ callId, timer, ms }: Extract<RegistryEffect, { kind: 'start-timer' }>): void {
    timers.start(`${callId}/${timer}`, ms, () => handle({ kind: 'timer', at: clock.now(), callId, timer }))
  }

  return {
    handle,
    callsOf: (end, at) => callsOf(registry, end).map((call) => liveCallOf(call, end.device, at, describe)),
    standing: (callId, from) => standingOf(registry, callId, from),
    isInCall(contact) {
      const call = registry.calls.get(registry.engaged.get(contact) ?? '')
      return (
        call !== undefined &&
        (call.caller.contact === contact || (call.state === 'active' && contactsOf(call).includes(contact)))
      )
    },
    counts: () => ({ calls: registry.calls.size, timers: timers.count(), tombstones: registry.tombstones.size }),
    close() {
      handle({ kind: 'close', at: clock.now() })
      timers.close()
    },
  }
}
