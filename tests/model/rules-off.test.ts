import { expect, test } from 'vitest'

import type { Phone } from '../../src-renderer/call/state.ts'
import { emptyRegistry } from '../../src-signaling/calls/registry-state.ts'
import type { Rules } from './rules.ts'
import { ALL_RULES } from './rules.ts'
import { setting } from './scenarios.ts'
import { search } from './search.ts'
import type { Setting } from './setting.ts'

/*
 * The teeth of the search: the production reducers with one rule switched off around them, where it must find something broken. A search
 * that finds nothing here would find nothing elsewhere.
 */

const forgetful = (phone: Phone): Phone => ({ ...phone, over: [], outbox: [] })

interface Tooth {
  readonly off: string
  readonly rules: Partial<Rules>
  readonly where: Setting
  readonly finds: RegExp
}

const TEETH: readonly Tooth[] = [
  {
    off: 'R-5: a merged call is answered although its user has given up',
    rules: {
      phone(phone, event, now) {
        const merged = event.kind === 'invite-acked' && event.result.status === 'merged'
        if (!merged || phone.call.name === 'calling') return ALL_RULES.phone(phone, event, now)
        const callId = event.result.status === 'merged' ? event.result.callId : ''
        const command = { name: 'accept' as const, payload: { callId, video: false } }
        const step = ALL_RULES.phone(phone, event, now)
        return { ...step, effects: [...step.effects, { kind: 'go-live', callId }, { kind: 'ask', command }] }
      },
    },
    where: setting('', { dials: [1, 1, 0] }),
    finds: /consent/,
  },
  {
    off: 'R-5: the server lets both invites ring',
    rules: {
      registry(registry, event) {
        if (event.kind !== 'invite') return ALL_RULES.registry(registry, event)
        return ALL_RULES.registry({ ...registry, engaged: emptyRegistry.engaged }, event)
      },
    },
    where: setting('', { dials: [1, 1, 0] }),
    finds: /does not ring/,
  },
  {
    off: 'R-6: an ended id leaves no tombstone',
    rules: {
      registry(registry, event) {
        const step = ALL_RULES.registry(registry, event)
        return { ...step, registry: { ...step.registry, tombstones: emptyRegistry.tombstones } }
      },
    },
    where: setting('', { dials: [0, 1, 0], duplicates: 1 }),
    finds: /caller is gone/,
  },
  {
    off: 'R-7, its list: a hang-up is not remembered until it is acked',
    rules: { phone: (phone, event, now) => ALL_RULES.phone(forgetful(phone), event, now) },
    where: setting('', { dials: [0, 1, 0], cuts: [1, 0, 0] }, { warmPath: false }),
    finds: /ghost ring/,
  },
  {
    off: 'R-7, its use where something can ring',
    rules: {
      // It is kept and sent again, and not looked at.
      phone(phone, event, now) {
        if (event.kind !== 'incoming' && event.kind !== 'welcome') return ALL_RULES.phone(phone, event, now)
        const { phone: next, effects } = ALL_RULES.phone(forgetful(phone), event, now)
        const again = event.kind === 'welcome' ? phone.outbox : []
        const farewells = again.map(({ command }) => ({ kind: 'farewell' as const, command }))
        const kept = { outbox: [...phone.outbox, ...next.outbox], over: [...phone.over, ...next.over] }
        return { phone: { ...next, ...kept }, effects: [...farewells, ...effects] }
      },
    },
    where: setting('', { dials: [0, 1, 0], cuts: [1, 0, 0] }, { warmPath: false }),
    finds: /ghost ring/,
  },
  {
    off: 'R-18: the connection comes up while several devices ring',
    rules: {
      registry(registry, event) {
        const call = event.kind === 'relay' ? registry.calls.get(event.callId) : undefined
        const { effects, ...step } = ALL_RULES.registry(registry, event)
        const named = effects.map((effect) =>
          event.kind === 'invite' && effect.kind === 'ack'
            ? { ...effect, ack: { ...effect.ack, device: 'one' } }
            : effect,
        )
        if (event.kind !== 'relay' || call?.state !== 'ringing') return { ...step, effects: named }
        return {
          ...step,
          effects: call.rings.map(({ device }) => ({ kind: 'relay', to: device, message: event.message })),
        }
      },
    },
    where: setting('', { dials: [1, 0, 0] }),
    finds: /send in the same call/,
  },
  {
    off: 'R-9: a restart of the server goes unnoticed',
    rules: {
      phone: (phone, event, now) =>
        ALL_RULES.phone(event.kind === 'welcome' ? { ...phone, epoch: event.epoch } : phone, event, now),
    },
    where: setting('', { dials: [0, 1, 0], restarts: 1 }, { warmPath: false }),
    finds: /does not ring/,
  },
  {
    off: 'R-9: running calls are not claimed',
    rules: {
      phone(phone, event, now) {
        const step = ALL_RULES.phone(phone, event, now)
        const claims = step.effects.filter((effect) => effect.kind === 'ask' && effect.command.name === 'claim')
        return { ...step, effects: step.effects.filter((effect) => !claims.includes(effect)) }
      },
    },
    where: setting('', { dials: [0, 1, 0], restarts: 1 }, { warmPath: false }),
    finds: /a ghost call/,
  },
]

test.each(TEETH)('off: $off: the search shows what breaks', ({ off, rules, where, finds }) => {
  const { trace, states } = search({ ...where, rules: { ...ALL_RULES, ...rules } }, { mostStates: 300_000 })
  process.stdout.write(`\nmodel  ${off} (${states} states)\n${trace.join('\n')}\n`)
  expect(trace[0] ?? 'nothing was found').toMatch(finds)
})
