import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'

import { decide } from '../../src-signaling/calls/registry.ts'
import type { RegistryEffect } from '../../src-signaling/calls/registry-events.ts'
import type { End } from '../../src-signaling/calls/registry-state.ts'
import { emptyRegistry } from '../../src-signaling/calls/registry-state.ts'
import type { Untimed } from '../support/registry-player.ts'
import { end, inviteTo, member } from '../support/registry-player.ts'

/*
 * A hostile client that has signed in and knows every id plays against people who keep to the rules: whatever it sends, in whatever order, all
 * that they are told and answered is what it would be without it.
 */

const [ana, ben, cy, eve] = [end('ana'), end('ben'), end('cy'), end('eve')]
const HONEST = [ana, ben, cy]
const IDS = ['x', 'y', 'z']
const media = { generation: 1, seq: 0, candidates: [], end: true }

const claim = (from: End, peer: End, side: 'caller' | 'callee', callId: string): Untimed =>
  ({ kind: 'claim', from, callId, side, peer, peerHere: true }) as const
const relay = (from: End, callId: string): Untimed =>
  ({ kind: 'relay', from, callId, message: { name: 'candidates', payload: { callId, ...media } } }) as const
const hangup = (from: End, callId: string): Untimed => ({ kind: 'hangup', from, callId, reason: 'hangup' }) as const

/** A call that rings and is taken; another that came over a restart of the host; each is used and ended. */
const STORY: readonly Untimed[] = [
  inviteTo('x', ana, member('ben')),
  { kind: 'ringing', from: ben, callId: 'x' },
  { kind: 'accept', from: ben, callId: 'x', video: false },
  relay(ana, 'x'),
  relay(ben, 'x'),
  hangup(ben, 'x'),
  claim(ana, ben, 'caller', 'y'),
  claim(ben, ana, 'callee', 'y'),
  relay(ana, 'y'),
  hangup(ana, 'y'),
  claim(cy, ana, 'callee', 'z'),
  claim(ana, cy, 'caller', 'z'),
  relay(cy, 'z'),
  hangup(cy, 'z'),
]

const callId = fc.constantFrom(...IDS)
const attack: fc.Arbitrary<Untimed> = fc.oneof(
  callId.map((id): Untimed => ({ kind: 'ringing', from: eve, callId: id })),
  callId.map((id): Untimed => ({ kind: 'accept', from: eve, callId: id, video: false })),
  callId.map((id): Untimed => ({ kind: 'decline', from: eve, callId: id })),
  callId.map((id) => hangup(eve, id)),
  callId.map((id) => relay(eve, id)),
  fc
    .tuple(callId, fc.constantFrom(...HONEST), fc.constantFrom('caller' as const, 'callee' as const))
    .map(([id, peer, side]) => claim(eve, peer, side, id)),
  fc.constantFrom<Untimed>({ kind: 'device-lost', from: eve }, { kind: 'device-back', from: eve }),
)

const namesX = (event: Untimed): boolean => 'callId' in event && event.callId === 'x'

/** What the honest are told and answered, and what runs for them. */
function heard(script: readonly Untimed[]): readonly unknown[] {
  let registry = emptyRegistry
  const all: unknown[] = []
  let at = 1_000
  for (const event of script) {
    at += 1
    const decided = decide(registry, { ...event, at })
    registry = decided.registry
    const mine = 'from' in event && event.from.device === eve.device
    for (const effect of decided.effects) if (concernsHonest(effect, mine)) all.push(effect)
  }
  return all
}

function concernsHonest(effect: RegistryEffect, byEve: boolean): boolean {
  if (effect.kind === 'ack') return !byEve
  return 'to' in effect && effect.to !== eve.device
}

test.prop([fc.array(fc.tuple(fc.nat({ max: STORY.length }), attack), { maxLength: 40 })], { numRuns: 2_000 })(
  'S-30 A-10: a hostile client who knows all ids changes nothing of what others hear, and hears nothing of theirs',
  (attacks) => {
    const script = [...STORY.keys(), STORY.length].flatMap((place) => [
      // An id that has not been dialled yet is 128 random bits that nobody knows.
      ...attacks.filter(([at, event]) => at === place && (place > 0 || !namesX(event))).map(([, event]) => event),
      ...STORY.slice(place, place + 1),
    ])
    expect(heard(script)).toEqual(heard(STORY))
  },
)
