import fc from 'fast-check'
import { test as property } from '@fast-check/vitest'
import { describe, expect } from 'vitest'

import type { RegistryEffect } from '../../src-signaling/calls/registry-events.ts'
import { contactsOf } from '../../src-signaling/calls/registry-state.ts'
import type { Untimed } from '../support/registry-player.ts'
import { end, inviteTo, member, registryPlayer, told } from '../support/registry-player.ts'

const RUNS = { numRuns: process.env['RINGDOWN_LONG'] === '1' ? 20_000 : 1_000 }

const contact = fc.constantFrom('ana', 'ben', 'cy', 'dee')
const from = fc.record({ contact, device: fc.constantFrom(1, 2) }).map((one) => end(one.contact, one.device))
const callId = fc.constantFrom('call-1', 'call-2', 'call-3', 'call-4')
const invited = fc
  .record({ contact, devices: fc.constantFrom(0, 1, 2), busy: fc.boolean() })
  .map((one) => member(one.contact, one.devices, one.busy))

/** Anything that any device can send at any time, and everything that can happen to it. */
const event: fc.Arbitrary<Untimed> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(callId, from, invited).map(([id, caller, one]) => inviteTo(id, caller, one)),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(callId, from, fc.uniqueArray(invited, { maxLength: 3, selector: (one) => one.contact }))
      .map(([id, caller, members]) => inviteTo(id, caller, ['001', ...members])),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('ringing'), from, callId }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('accept'), from, callId, video: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('decline'), from, callId }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('hangup'), from, callId, reason: fc.constant('hangup') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('device-lost', 'device-back'), from }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('timer'),
      callId,
      timer: fc.constantFrom('no-answer', 'caller-lost', 'callee-lost', 'abandoned'),
    }),
  },
)
const history = fc.array(event, { maxLength: 60 })

/** Everything said to devices in the course of a history, in order. */
function play(events: readonly Untimed[], look: (player: ReturnType<typeof registryPlayer>) => void = () => {}) {
  const player = registryPlayer()
  const said: string[] = []
  for (const one of events) {
    const { effects } = player.play(one)
    for (const effect of effects) if ('to' in effect) said.push(`${callOf(effect)} ${told([effect]).join('')}`)
    look(player)
  }
  return { player, said }
}
const callOf = (effect: RegistryEffect): string => ('callId' in effect ? effect.callId : '')

describe('the call registry, whatever is sent to it in whatever order', () => {
  property.prop([history], RUNS)(
    'R-11: keeps every person in one call at most, and says busy of nobody else',
    (events) => {
      play(events, (player) => {
        const { calls, engaged } = player.registry()
        const kept = [...calls.values()].flatMap((call) => contactsOf(call).map((one) => `${one} ${call.callId}`))
        expect([...engaged].map((pair) => pair.join(' ')).sort()).toEqual(kept.sort())
      })
    },
  )

  property.prop([history], RUNS)(
    'R-6: never rings for a call that has ended, and ends it at each device once',
    (events) => {
      const over = new Set<string>()
      for (const line of play(events).said) {
        const [id = '', device = '', what = ''] = line.replace(':', '').split(' ')
        if (what !== 'incoming' && what !== 'ended') continue
        expect(over).not.toContain(`${id} ${device}`)
        if (what === 'ended') over.add(`${id} ${device}`)
      }
    },
  )

  property.prop([history], RUNS)('R-3: lets one device accept a call, and tells its caller once', (events) => {
    const accepted = play(events).said.filter((line) => line.includes(': accepted'))
    expect(new Set(accepted).size).toBe(accepted.length)
    expect(new Set(accepted.map((line) => line.split(' ')[0])).size).toBe(accepted.length)
  })

  property.prop([history, event], RUNS)(
    'R-2: a command sent twice is done once and answered alike',
    (events, twice) => {
      fc.pre(twice.kind !== 'timer' && twice.kind !== 'device-lost' && twice.kind !== 'device-back')
      const { player } = play(events)
      const first = player.play(twice)
      const before = player.registry()
      const second = player.play(twice)
      expect(player.registry().calls).toEqual(before.calls)
      expect(told(second.effects)).toEqual([])
      const final = first.ack?.status === 'ok' && (twice.kind === 'decline' || twice.kind === 'hangup')
      if (!final) expect(second.ack?.status).toBe(first.ack?.status)
    },
  )

  property.prop([history], RUNS)(
    'R-10: is empty once the host closes, and has told every device that rang',
    (events) => {
      const { player, said } = play(events)
      const ringing = [...player.registry().calls.values()].filter((call) => call.state === 'ringing')
      const last = player.play({ kind: 'close' })
      expect(player.registry().calls.size + player.registry().engaged.size).toBe(0)
      const lines = told(last.effects)
      for (const call of ringing)
        for (const ring of call.rings) expect(lines).toContain(`${ring.device}: ended host-restarted`)
      expect(said.every((line) => !line.includes('undefined'))).toBe(true)
    },
  )
})
