import { describe, expect, test } from 'vitest'

import type { CallEvent, Effect, EventKind } from '../../src-renderer/call/events.ts'
import { TIMER_NAMES } from '../../src-renderer/call/events.ts'
import { decide } from '../../src-renderer/call/machine.ts'
import type { CallName, Phone } from '../../src-renderer/call/state.ts'
import { idlePhone } from '../../src-renderer/call/state.ts'
import { TABLE } from '../../src-renderer/call/table.ts'
import type { SendResult } from '../../src-signaling/client/line.ts'
import { ACK_STATUSES, END_REASONS } from '../../src-signaling/protocol/index.ts'
import {
  acceptOk,
  accepted,
  answer,
  BEN,
  candidates,
  dial,
  ended,
  id,
  invite,
  inviteOk,
  offer,
  path,
  player,
} from '../support/phone-player.ts'

/*
 * What no run of the office reaches is fed to the reducer directly: every event in every state, each a hundred times and more.
 */

const X = id('x')
const Y = id('y')
const rings: CallEvent = { kind: 'incoming', invite: invite(X) }
const accepts: CallEvent = { kind: 'accept', video: false }

/** A phone in each state, at both sides of a call where there are two. */
const PHONES: Readonly<Record<CallName, readonly Phone[]>> = {
  idle: [idlePhone, player().play(rings, ended(X, 'cancelled')).phone()],
  calling: [
    player().play(dial(X)).phone(),
    player().play(dial(X), inviteOk(X)).phone(),
    player()
      .play(dial(X), inviteOk(X, null), { kind: 'incoming', invite: invite(Y) })
      .phone(),
  ],
  ringing: [player().play(rings).phone(), player().play(rings, offer(X), candidates(X, 1)).phone()],
  accepting: [player().play(rings, accepts).phone(), player().play(rings, offer(X), accepts).phone()],
  connecting: [
    player().play(dial(X), inviteOk(X), accepted(X)).phone(),
    player().play(rings, accepts, acceptOk(X)).phone(),
  ],
  active: [
    player().play(dial(X), inviteOk(X), accepted(X), path(X, 'connected')).phone(),
    player().play(rings, offer(X), accepts, acceptOk(X), path(X, 'connected')).phone(),
  ],
  reconnecting: [
    player().play(rings, offer(X), accepts, acceptOk(X), path(X, 'connected'), path(X, 'disconnected')).phone(),
  ],
  ending: [player().play(dial(X), { kind: 'hang-up' }).phone(), player().play(rings, { kind: 'decline' }).phone()],
}

/** Events that a helper of the tests made, known to be of this kind. */
const made = <Kind extends EventKind>(_kind: Kind, events: readonly CallEvent[]) =>
  events as readonly Extract<CallEvent, { kind: Kind }>[]

const IDS = [X, Y] as const
const RESULTS = [...ACK_STATUSES, 'unsent'].map((status): SendResult =>
  status === 'merged' ? { status, callId: Y } : ({ status } as SendResult),
)
const media = { seq: 1, microphone: 'on', camera: 'off', hold: false, receiving: true } as const
const generations = [1, 2, 3] as const

/** Events of every kind, for the phone's own call and for another one. */
const EVENTS: { readonly [Kind in EventKind]: readonly Extract<CallEvent, { kind: Kind }>[] } = {
  dial: made('dial', [dial(Y), dial(Y, 'ben', true)]),
  accept: [true, false].map((video) => ({ kind: 'accept', video })),
  decline: [{ kind: 'decline' }],
  silence: [{ kind: 'silence' }],
  'hang-up': [{ kind: 'hang-up' }],
  hold: [true, false].map((on) => ({ kind: 'hold', on })),
  dismiss: [{ kind: 'dismiss' }],
  leave: [{ kind: 'leave' }],
  incoming: IDS.flatMap((callId) =>
    [0, 41_000, 42_500, 46_000].map((ageMs) => ({ kind: 'incoming', invite: invite(callId, BEN, { ageMs }) })),
  ),
  'far-ringing': IDS.map((callId) => ({ kind: 'far-ringing', callId })),
  accepted: IDS.map((callId) => ({ kind: 'accepted', callId, by: BEN })),
  ended: IDS.flatMap((callId) => END_REASONS.map((reason) => ({ kind: 'ended', callId, reason, by: null }))),
  description: made(
    'description',
    IDS.flatMap((callId) => generations.flatMap((g) => [offer(callId, g, g), answer(callId, g, g)])),
  ),
  candidates: made(
    'candidates',
    IDS.flatMap((callId) => generations.map((g) => candidates(callId, g, g))),
  ),
  'peer-media': IDS.map((callId) => ({ kind: 'peer-media', callId, state: { callId, ...media } })),
  welcome: ['old', 'new'].flatMap((epoch) => [
    { kind: 'welcome', epoch, calls: [] },
    ...IDS.flatMap((callId) =>
      (['ringing', 'active'] as const).flatMap((phase): Extract<CallEvent, { kind: 'welcome' }>[] => [
        { kind: 'welcome', epoch, calls: [{ side: 'callee', callId, phase, invite: invite(callId) }] },
        { kind: 'welcome', epoch, calls: [{ side: 'caller', callId, phase, peer: BEN, video: false }] },
      ]),
    ),
  ]),
  'line-down': [0, 1_000].map((since) => ({ kind: 'line-down', since })),
  redial: IDS.map((callId) => ({ kind: 'redial', callId, newId: id('z') })),
  'address-changed': [{ kind: 'address-changed' }],
  'invite-acked': IDS.flatMap((callId) => RESULTS.map((result) => ({ kind: 'invite-acked', callId, result }))),
  'accept-acked': IDS.flatMap((callId) => RESULTS.map((result) => ({ kind: 'accept-acked', callId, result }))),
  'claim-acked': IDS.flatMap((callId) => RESULTS.map((result) => ({ kind: 'claim-acked', callId, result }))),
  'farewell-acked': IDS.flatMap((callId) => RESULTS.map((result) => ({ kind: 'farewell-acked', callId, result }))),
  'own-description': IDS.flatMap((callId) =>
    generations.flatMap((generation) =>
      (['offer', 'answer'] as const).map((role) => ({
        kind: 'own-description',
        callId,
        generation,
        role,
        answers: role === 'offer' ? null : 0,
        sdp: 'v=0',
      })),
    ),
  ),
  'own-candidates': IDS.flatMap((callId) =>
    generations.map((generation) => ({ kind: 'own-candidates', callId, generation, candidates: [], end: true })),
  ),
  path: made(
    'path',
    IDS.flatMap((callId) =>
      generations.flatMap((g) => (['connected', 'disconnected', 'failed'] as const).map((to) => path(callId, to, g))),
    ),
  ),
  broken: IDS.flatMap((callId) => generations.map((generation) => ({ kind: 'broken', callId, generation }))),
  inbound: IDS.flatMap((callId) =>
    generations.flatMap((generation) =>
      [0, 2_500].map((silentMs) => ({ kind: 'inbound', callId, generation, silentMs })),
    ),
  ),
  'microphone-settled': IDS.map((callId) => ({ kind: 'microphone-settled', callId })),
  'own-media': IDS.map((callId) => ({ kind: 'own-media', callId, microphone: 'on', camera: 'off' })),
  'far-hang-up': IDS.map((callId) => ({ kind: 'far-hang-up', callId })),
  timer: IDS.flatMap((callId) => TIMER_NAMES.map((timer) => ({ kind: 'timer', callId, timer }))),
  'warm-ring': [true, false].map((on) => ({ kind: 'warm-ring', on })),
}

const STATES = Object.keys(PHONES) as CallName[]
const TIMES = 100

describe('every event in every state (R-3)', () => {
  test.each(Object.keys(TABLE) as EventKind[])('%s is decided in all of them, and nothing is left behind', (kind) => {
    for (const state of STATES) {
      let met = 0
      while (met < TIMES)
        for (const phone of PHONES[state])
          for (const event of EVENTS[kind]) {
            expect(phone.call.name).toBe(state)
            expect(wrongWith(phone, event, 1_000 + met * 700), `${kind} in ${state}`).toEqual([])
            met++
          }
    }
  })
})

/** What holds of every decision: a call that is over is released, and a microphone opens by a gesture only. */
function wrongWith(phone: Phone, event: CallEvent, now: number): readonly string[] {
  const { phone: next, effects } = decide(phone, event, now)
  const has = (kind: Effect['kind']) => effects.some((effect) => effect.kind === kind)
  const lived = phone.call.name !== 'idle' && phone.call.name !== 'ending'
  const over = next.call.name === 'idle' || next.call.name === 'ending'
  const left = lived && over && !(has('release') && has('stop-timers') && has('record'))
  const unasked = has('open-microphone') && event.kind !== 'dial' && event.kind !== 'accept'
  return [...(left ? ['something of it is left'] : []), ...(unasked ? ['a microphone opens unasked'] : [])]
}
