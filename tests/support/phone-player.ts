import type { CallEvent, Effect } from '../../src-renderer/call/events.ts'
import { decide } from '../../src-renderer/call/machine.ts'
import type { Call, CallName, Phone } from '../../src-renderer/call/state.ts'
import { idlePhone } from '../../src-renderer/call/state.ts'
import { TABLE } from '../../src-renderer/call/table.ts'
import type { Incoming, Party } from '../../src-signaling/protocol/index.ts'

/** Ids of the protocol's shape that a person can read: `id('call', 1)`. */
export function id(word: string, length = 22): string {
  return word.padEnd(length, '_').slice(0, length)
}

export const BEN: Party = { contact: 'ben', device: id('ben', 43), name: 'Ben Okafor' }
export const ANA: Party = { contact: 'ana', device: id('ana', 43), name: 'Ana Petrović' }

export function invite(callId: string, from: Party = BEN, change: Partial<Incoming> = {}): Incoming {
  return {
    callId,
    from,
    target: { kind: 'contact', contact: 'me' },
    video: false,
    subject: null,
    ageMs: 0,
    lifetimeMs: 45_000,
    ...change,
  }
}

/** Every state of a phone, as the table has them. */
export const PHONE_STATES = Object.keys(TABLE.welcome) as readonly CallName[]

/** Plays events to the production machine and remembers what it wanted done. */
export interface Player {
  /** Plays events at the present time. */
  play(...events: readonly CallEvent[]): Player
  /** Lets `ms` pass. */
  pass(ms: number): Player
  phone(): Phone
  /** The call, which must be in this state. */
  call<Name extends CallName>(name: Name): Extract<Call, { name: Name }>
  /** Every effect since the last look, oldest first. */
  effects(): readonly Effect[]
}

export function player(start: Partial<Phone> = {}): Player {
  let phone: Phone = { ...idlePhone, ...start }
  let now = 1_000
  let wanted: Effect[] = []
  const self: Player = {
    play(...events) {
      for (const event of events) {
        const step = decide(phone, event, now)
        phone = step.phone
        wanted.push(...step.effects)
      }
      return self
    },
    pass(ms) {
      now += ms
      return self
    },
    phone: () => phone,
    call(name) {
      if (phone.call.name !== name) throw new Error(`the call is ${phone.call.name}, not ${name}`)
      return phone.call as Extract<Call, { name: typeof name }>
    },
    effects() {
      const seen = wanted
      wanted = []
      return seen
    },
  }
  return self
}

export const kinds = (effects: readonly Effect[]): readonly string[] => effects.map((effect) => effect.kind)

/** The commands that effects send, by name. */
export function commands(effects: readonly Effect[]): readonly string[] {
  return effects.flatMap((effect) => ('command' in effect ? [effect.command.name] : []))
}

export const dial = (callId: string, contact = 'ben', video = false): CallEvent => ({
  kind: 'dial',
  callId,
  target: { kind: 'contact', contact },
  video,
  subject: null,
})

export const inviteOk = (callId: string, device: string | null = BEN.device): CallEvent => ({
  kind: 'invite-acked',
  callId,
  result: { status: 'ok', device, lifetimeMs: 45_000 },
})

export const accepted = (callId: string, by: Party = BEN): CallEvent => ({ kind: 'accepted', callId, by })
export const acceptOk = (callId: string): CallEvent => ({ kind: 'accept-acked', callId, result: { status: 'ok' } })
/** What a callee's phone meets until the two talk: it rings, is accepted, and the path is up. */
export const answered = (callId: string): readonly CallEvent[] => [
  { kind: 'incoming', invite: invite(callId) },
  offer(callId),
  { kind: 'accept', video: false },
  acceptOk(callId),
  path(callId, 'connected'),
]
export const path = (callId: string, state: 'connected' | 'disconnected' | 'failed', generation = 1): CallEvent => ({
  kind: 'path',
  callId,
  generation,
  path: state,
})
/** A host that lists no call of this phone. */
export const welcome = (epoch: string): CallEvent => ({ kind: 'welcome', epoch, calls: [] })
export const claimAcked = (callId: string, status: 'ok' | 'gone' | 'busy' | 'denied' | 'unsent'): CallEvent => ({
  kind: 'claim-acked',
  callId,
  result: { status },
})
export const ended = (callId: string, reason: 'hangup' | 'cancelled' | 'declined' | 'elsewhere'): CallEvent => ({
  kind: 'ended',
  callId,
  reason,
  by: null,
})
export const offer = (callId: string, seq = 0, generation = 1): CallEvent => ({
  kind: 'description',
  callId,
  description: { callId, generation, seq, role: 'offer', answers: null, sdp: 'v=0', signature: null },
})
/** @param answers the number of the offer it belongs to */
export const answer = (callId: string, seq = 0, generation = 1, answers = 0): CallEvent => ({
  kind: 'description',
  callId,
  description: { callId, generation, seq, role: 'answer', answers, sdp: 'v=0', signature: null },
})
export const candidates = (callId: string, seq: number, generation = 1): CallEvent => ({
  kind: 'candidates',
  callId,
  candidates: { callId, generation, seq, candidates: [], end: false },
})
