import { decide } from '../../src-signaling/calls/registry.ts'
import type { Member, RegistryEffect, RegistryEvent } from '../../src-signaling/calls/registry-events.ts'
import type { End, Registry } from '../../src-signaling/calls/registry-state.ts'
import { emptyRegistry } from '../../src-signaling/calls/registry-state.ts'
import type { Ack } from '../../src-signaling/protocol/index.ts'

/** A device of a contact: `end('ben')`, `end('ben', 2)`. */
export const end = (contact: string, device = 1): End => ({ contact, device: `${contact}-${device}` })

export const member = (contact: string, devices = 1, doNotDisturb = false): Member => ({
  contact,
  devices: Array.from({ length: devices }, (_, index) => `${contact}-${index + 1}`),
  doNotDisturb,
})

/** A registry event without its time. */
export type Untimed = RegistryEvent extends infer Event
  ? Event extends RegistryEvent
    ? Omit<Event, 'at'>
    : never
  : never

export interface RegistryPlayer {
  /** Decides one event now; says what its sender is answered and what else was wanted. */
  play(event: Untimed): { readonly ack: Ack | null; readonly effects: readonly RegistryEffect[] }
  pass(ms: number): void
  registry(): Registry
}

export function registryPlayer(): RegistryPlayer {
  let registry = emptyRegistry
  let at = 1_000
  return {
    play(event) {
      const step = decide(registry, { ...event, at })
      registry = step.registry
      const ack = step.effects.find((effect) => effect.kind === 'ack')?.ack ?? null
      return { ack, effects: step.effects.filter((effect) => effect.kind !== 'ack') }
    },
    pass(ms) {
      at += ms
    },
    registry: () => registry,
  }
}

const membersOf = ([, ...members]: readonly [string, ...Member[]]): readonly Member[] => members

export const inviteTo = (callId: string, from: End, to: Member | readonly [string, ...Member[]]): Untimed => {
  const [target, members] =
    'contact' in to
      ? [{ kind: 'contact' as const, contact: to.contact }, [to]]
      : [{ kind: 'group' as const, group: to[0] }, membersOf(to)]
  return { kind: 'invite', from, callId, target, members, video: false, subject: null, lifetimeMs: 45_000 }
}

/** What devices are told: `ben-1: ended cancelled`. */
export function told(effects: readonly RegistryEffect[]): readonly string[] {
  return effects.flatMap((effect) => {
    if (!('to' in effect)) return []
    return [`${effect.to}: ${effect.kind}${effect.kind === 'ended' ? ` ${effect.reason}` : ''}`]
  })
}
