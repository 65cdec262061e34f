import { describe, expect, test } from 'vitest'

import { decide } from '../../src-signaling/calls/registry.ts'
import type { RegistryEvent, RegistryTimer, Relayed } from '../../src-signaling/calls/registry-events.ts'
import type { Registry } from '../../src-signaling/calls/registry-state.ts'
import { contactsOf, emptyRegistry } from '../../src-signaling/calls/registry-state.ts'
import type { HangupReason } from '../../src-signaling/protocol/index.ts'
import { hangupReasonSchema } from '../../src-signaling/protocol/index.ts'
import type { Untimed } from '../support/registry-player.ts'
import { end, inviteTo, member, registryPlayer } from '../support/registry-player.ts'
import type { RegistryState } from './office/pairs.ts'
import { REGISTRY_EVENTS } from './office/pairs.ts'

/* What no run of the office reaches is fed to the registry directly: every event for a call in every state. */

const ana = end('ana')
const ben = end('ben')
/** The caller, both devices of the callee, and somebody who has nothing to do with it. */
const DEVICES = [ana, ben, end('ben', 2), end('cy')]
const X = 'x'

const invites = inviteTo(X, ana, member('ben', 2))
const takes: Untimed = { kind: 'accept', from: ben, callId: X, video: false }
const claims: Untimed = { kind: 'claim', from: ana, callId: X, side: 'caller', peer: ben, peerHere: false }

function after(...events: readonly Untimed[]): Registry {
  const player = registryPlayer()
  for (const event of events) player.play(event)
  return player.registry()
}

/** A registry in each state of the call, in each way it comes about. */
const REGISTRIES: Readonly<Record<Exclude<RegistryState, 'any'>, readonly Registry[]>> = {
  none: [emptyRegistry, after(inviteTo('y', end('cy'), member('ben')))],
  ringing: [
    after(invites),
    after(invites, { kind: 'ringing', from: ben, callId: X }),
    after(invites, { kind: 'device-lost', from: ana }),
    after(inviteTo(X, ana, ['001', member('ben', 2), member('dee')])),
  ],
  active: [after(invites, takes), after(invites, takes, { kind: 'device-lost', from: ben }), after(claims)],
  ended: [
    after(invites, { kind: 'hangup', from: ana, callId: X, reason: 'hangup' }),
    after(invites, takes, { kind: 'hangup', from: ben, callId: X, reason: 'peer-lost' }),
    // A hang-up that came before its invite (F-07), and an invite that rang nowhere.
    after({ kind: 'hangup', from: ana, callId: X, reason: 'hangup' }),
    after(inviteTo(X, ana, member('ben', 0))),
  ],
}

const TIMERS: readonly RegistryTimer[] = ['no-answer', 'caller-lost', 'callee-lost', 'abandoned', 'claim']
const REASONS: readonly HangupReason[] = hangupReasonSchema.options
const relayed: readonly Relayed[] = [
  {
    name: 'description',
    payload: { callId: X, generation: 1, seq: 0, role: 'offer', answers: null, sdp: 'v=0', signature: null },
  },
  { name: 'candidates', payload: { callId: X, generation: 1, seq: 1, candidates: [], end: true } },
  {
    name: 'media-state',
    payload: { callId: X, seq: 2, microphone: 'on', camera: 'off', hold: false, receiving: true },
  },
]

/** Events of every kind, from every device. */
const EVENTS: { readonly [Kind in RegistryEvent['kind']]: readonly Untimed[] } = {
  invite: DEVICES.flatMap((from) => [inviteTo(X, from, member('ben', 2)), inviteTo(X, from, member('ana'))]),
  ringing: DEVICES.map((from) => ({ kind: 'ringing', from, callId: X })),
  accept: DEVICES.map((from) => ({ kind: 'accept', from, callId: X, video: true })),
  decline: DEVICES.map((from) => ({ kind: 'decline', from, callId: X })),
  hangup: DEVICES.flatMap((from) => REASONS.map((reason) => ({ kind: 'hangup', from, callId: X, reason }))),
  relay: DEVICES.flatMap((from) => relayed.map((message) => ({ kind: 'relay', from, callId: X, message }))),
  claim: DEVICES.flatMap((from) =>
    DEVICES.flatMap((peer) =>
      (['caller', 'callee'] as const).map((side) => ({ kind: 'claim', from, callId: X, side, peer, peerHere: true })),
    ),
  ),
  'device-lost': DEVICES.map((from) => ({ kind: 'device-lost', from })),
  'device-back': DEVICES.map((from) => ({ kind: 'device-back', from })),
  timer: TIMERS.map((timer) => ({ kind: 'timer', callId: X, timer })),
  close: [{ kind: 'close' }],
}

const STATES = Object.keys(REGISTRIES) as (keyof typeof REGISTRIES)[]
const TIMES = 100

describe('every event for a call in every state of it at the server (R-3)', () => {
  test.each(REGISTRY_EVENTS)('%s is decided in all of them, and nothing is left behind', (kind) => {
    for (const state of STATES) {
      let met = 0
      while (met < TIMES)
        for (const registry of REGISTRIES[state])
          for (const event of EVENTS[kind]) {
            expect(wrongWith(registry, { ...event, at: 2_000 + met * 700 }), `${kind} in ${state}`).toEqual([])
            met++
          }
    }
  })
})

const SILENT: ReadonlySet<RegistryEvent['kind']> = new Set(['device-lost', 'device-back', 'timer', 'close'])

/** What holds of every decision: one answer to each command, nobody busy without a call, an end stops its timers. */
function wrongWith(registry: Registry, event: RegistryEvent): readonly string[] {
  const { registry: next, effects } = decide(registry, event)
  const acks = effects.filter((effect) => effect.kind === 'ack').length
  const busy = [...next.calls.values()].flatMap((call) => contactsOf(call).map((one) => `${one} ${call.callId}`))
  const over = registry.calls.has(X) && !next.calls.has(X)
  const stopped = effects.some((effect) => effect.kind === 'stop-timers' && effect.callId === X)
  return [
    ...(acks === (SILENT.has(event.kind) ? 0 : 1) ? [] : [`${acks} answers`]),
    ...([...next.engaged]
      .map((pair) => pair.join(' '))
      .sort()
      .join() === busy.sort().join()
      ? []
      : ['busy people']),
    ...(over && !stopped ? ['its timers run on'] : []),
  ]
}
