import { describe, expect, test } from 'vitest'

import type { RegistryEffect } from '../../../../src-signaling/calls/registry-events.ts'
import type { Untimed } from '../../../support/registry-player.ts'
import { end, inviteTo, member, registryPlayer } from '../../../support/registry-player.ts'

const ana = end('ana')
const ben = end('ben')

const missedIn = (effects: readonly RegistryEffect[]) =>
  effects.flatMap((effect) => (effect.kind === 'missed' ? [effect.missed] : []))

/** What is missed in the course of these events, each 1 s after the one before. */
function missedAfter(...events: readonly Untimed[]) {
  const player = registryPlayer()
  return events.flatMap((event) => {
    const { effects } = player.play(event)
    player.pass(1_000)
    return missedIn(effects)
  })
}

const invite = (devices = 1, doNotDisturb = false) => inviteTo('x', ana, member('ben', devices, doNotDisturb))
const hangup = (from = ana): Untimed => ({ kind: 'hangup', from, callId: 'x', reason: 'hangup' })
const decline = (from = ben): Untimed => ({ kind: 'decline', from, callId: 'x' })
const accept: Untimed = { kind: 'accept', from: ben, callId: 'x', video: false }
const timer = (name: 'no-answer' | 'caller-lost' | 'callee-lost'): Untimed => ({
  kind: 'timer',
  callId: 'x',
  timer: name,
})
const lost = (from = ben): Untimed => ({ kind: 'device-lost', from })

describe('a call is missed', () => {
  test.each<readonly [string, string, readonly Untimed[]]>([
    ['nobody of them is there', 'unreachable', [invite(0)]],
    ['they are not to be disturbed', 'do-not-disturb', [invite(1, true)]],
    ['they talk to somebody else', 'busy', [inviteTo('y', end('cy'), member('ben')), invite()]],
  ])('by somebody at whom it could not ring: %s', (_why, reason, events) => {
    const [missed, ...more] = missedAfter(...events)
    expect(missed).toMatchObject({ callId: 'x', contact: 'ben', from: ana, reason, rangMs: 0, told: [] })
    expect(more).toEqual([])
  })

  test.each<readonly [string, string, readonly Untimed[], readonly string[]]>([
    ['nobody answered', 'no-answer', [invite(), timer('no-answer')], ['ben-1']],
    ['the caller gave up', 'cancelled', [invite(2), hangup()], ['ben-1', 'ben-2']],
    ['the caller was lost', 'caller-lost', [invite(), lost(ana), timer('caller-lost')], ['ben-1']],
    ['the host stopped', 'host-restarted', [invite(), { kind: 'close' }], ['ben-1']],
  ])('when it rang and %s; who rang is told and writes it down', (_why, reason, events, told) => {
    const [missed, ...more] = missedAfter(...events)
    expect(missed).toMatchObject({ contact: 'ben', reason, since: 1_000 })
    expect(missed?.told).toEqual(expect.arrayContaining([...told]))
    expect(missed?.rangMs).toBe((events.length - 1) * 1_000)
    expect(more).toEqual([])
  })

  test('F-31: by a device whose connection broke while it rang: it was not told', () => {
    expect(missedAfter(invite(), lost(), timer('callee-lost'))[0]).toMatchObject({
      reason: 'unreachable',
      told: ['ana-1'],
    })
    expect(missedAfter(invite(2), lost(), hangup())[0]?.told).toEqual(['ben-2'])
  })

  test('by a device that stopped ringing alone, when the last one is gone', () => {
    expect(missedAfter(invite(), hangup(ben))[0]).toMatchObject({
      contact: 'ben',
      reason: 'unreachable',
      told: ['ana-1'],
    })
  })
})

describe('a call is not missed', () => {
  test.each<readonly [string, readonly Untimed[]]>([
    ['when it was accepted', [invite(2), accept, hangup()]],
    ['when it was declined, on whichever device', [invite(2), decline(end('ben', 2))]],
    [
      'R-5: when both dialled and it was merged into the other',
      [invite(), inviteTo('y', ben, member('ana')), accept, hangup()],
    ],
    ['when its caller was in a call of its own', [inviteTo('y', ana, member('cy')), invite()]],
    ['when somebody unknown was dialled', [{ ...invite(), members: [] } as Untimed]],
    ['by the members of a group', [inviteTo('x', ana, ['001', member('ben')]), timer('no-answer')]],
    ['by a group of which nobody is there', [inviteTo('x', ana, ['001', member('ben', 0)])]],
  ])('%s', (_when, events) => {
    expect(missedAfter(...events)).toEqual([])
  })

  test('F-09, F-10: twice, by a repeated invite or hang-up', () => {
    expect(missedAfter(invite(0), invite(0), invite(1))).toHaveLength(1)
    expect(missedAfter(invite(), hangup(), hangup(), invite(), timer('no-answer'))).toHaveLength(1)
  })
})
