import { describe, expect, test } from 'vitest'

import { callsOf } from '../../../../src-signaling/calls/registry.ts'
import type { End } from '../../../../src-signaling/calls/registry-state.ts'
import { UNANSWERED_MS } from '../../../../src-signaling/calls/unanswered.ts'
import { end, inviteTo, member, registryPlayer, told } from '../../../support/registry-player.ts'

const [ana, ben, cleo, eve] = [end('ana'), end('ben'), end('cleo'), end('eve')]
const hangup = (from: End, callId: string) => ({ kind: 'hangup', from, callId, reason: 'cancelled' }) as const

/** Eve has rung Ben in vain, and rings him again. */
function eveRingsAgain() {
  const player = registryPlayer()
  player.play(inviteTo('e1', eve, member('ben', 2)))
  player.play({ kind: 'timer', callId: 'e1', timer: 'no-answer' })
  expect(player.play(inviteTo('e2', eve, member('ben', 2))).ack).toMatchObject({ status: 'ok' })
  return player
}

describe('A-9: a stranger makes nobody unreachable or mute', () => {
  test('A-9: who is only rung may dial: the ring ends at all of their devices, and its caller is told busy', () => {
    const player = registryPlayer()
    player.play(inviteTo('e', eve, member('ben', 2)))
    const dialled = player.play(inviteTo('b', ben, member('cleo')))
    expect(dialled.ack).toMatchObject({ status: 'ok' })
    expect(told(dialled.effects)).toEqual([
      'ben-1: ended cancelled',
      'ben-2: ended cancelled',
      'eve-1: ended busy',
      'cleo-1: incoming',
    ])
    expect(callsOf(player.registry(), ben)).toMatchObject([{ callId: 'b' }])
    expect(callsOf(player.registry(), eve)).toEqual([])
  })

  test('A-9: a dial that finds nobody leaves the ring alone', () => {
    const player = registryPlayer()
    player.play(inviteTo('e', eve, member('ben')))
    expect(player.play(inviteTo('b', ben, member('cleo', 0))).ack).toEqual({ status: 'unreachable' })
    expect(callsOf(player.registry(), ben)).toMatchObject([{ callId: 'e', state: 'ringing' }])
  })

  test('R-4 A-9: who dials or talks is busy as before, and so is somebody whom another rings for the first time', () => {
    const player = registryPlayer()
    player.play(inviteTo('e', eve, member('ben')))
    expect(player.play(inviteTo('a', ana, member('ben'))).ack).toEqual({ status: 'busy' })
    player.play({ kind: 'accept', from: ben, callId: 'e', video: false })
    expect(player.play(inviteTo('b', ben, member('cleo'))).ack).toEqual({ status: 'busy' })
    expect(player.play(inviteTo('c', cleo, member('ben'))).ack).toEqual({ status: 'busy' })
  })

  test('A-9: whoever rings again after a ring in vain gives way to another caller', () => {
    const player = eveRingsAgain()
    const { ack, effects } = player.play(inviteTo('a', ana, member('ben', 2)))
    expect(ack).toMatchObject({ status: 'ok' })
    expect(told(effects)).toEqual([
      'ben-1: ended cancelled',
      'ben-2: ended cancelled',
      'eve-1: ended busy',
      'ben-1: incoming',
      'ben-2: incoming',
    ])
    // Who has rung in vain does not push out somebody who has not.
    expect(player.play(inviteTo('e3', eve, member('ben', 2))).ack).toEqual({ status: 'busy' })
    expect(callsOf(player.registry(), ben)).toMatchObject([{ callId: 'a' }])
  })

  test.each(['decline', 'cancel', 'lost'] as const)('A-9: a ring that ended by %s was in vain as well', (how) => {
    const player = registryPlayer()
    player.play(inviteTo('e1', eve, member('ben')))
    if (how === 'decline') player.play({ kind: 'decline', from: ben, callId: 'e1' })
    if (how === 'cancel') player.play(hangup(eve, 'e1'))
    if (how === 'lost') player.play({ kind: 'timer', callId: 'e1', timer: 'caller-lost' })
    player.play(inviteTo('e2', eve, member('ben')))
    expect(player.play(inviteTo('a', ana, member('ben'))).ack).toMatchObject({ status: 'ok' })
  })

  test('A-9: the same in a group: the member that another rings again is rung with the rest, and the ring of others goes on', () => {
    const player = registryPlayer()
    const group = ['sales', member('ben'), member('cleo')] as const
    player.play(inviteTo('e1', eve, group))
    player.play({ kind: 'timer', callId: 'e1', timer: 'no-answer' })
    player.play(inviteTo('e2', eve, group))
    expect(told(player.play(inviteTo('a', ana, member('ben'))).effects)).toEqual([
      'ben-1: ended cancelled',
      'ben-1: incoming',
    ])
    expect(callsOf(player.registry(), cleo)).toMatchObject([{ callId: 'e2' }])
  })

  test('A-9: an answered call makes the caller like anybody again, and so does time', () => {
    const answered = eveRingsAgain()
    answered.play({ kind: 'accept', from: ben, callId: 'e2', video: false })
    answered.play({ kind: 'hangup', from: ben, callId: 'e2', reason: 'hangup' })
    answered.play(inviteTo('e3', eve, member('ben')))
    expect(answered.play(inviteTo('a', ana, member('ben'))).ack).toEqual({ status: 'busy' })
    const later = eveRingsAgain()
    later.play(hangup(eve, 'e2'))
    later.pass(UNANSWERED_MS)
    later.play(inviteTo('e3', eve, member('ben')))
    expect(later.play(inviteTo('a', ana, member('ben'))).ack).toEqual({ status: 'busy' })
  })

  test('A-9: what is remembered of rings in vain is bounded', () => {
    const player = registryPlayer()
    for (let number = 0; number < 60; number += 1) {
      const stranger = end(`stranger${number}`)
      player.play(inviteTo(`s${number}`, stranger, member('ben')))
      player.play(hangup(stranger, `s${number}`))
    }
    expect(player.registry().unanswered.get('ben')).toHaveLength(16)
  })
})

test('F-31: when the devices that are left have all lost their line, the call ends after 10 s and not after 45', () => {
  const player = registryPlayer()
  player.play(inviteTo('x', ana, ['sales', member('ben'), member('cleo')]))
  player.play({ kind: 'device-lost', from: ben })
  const { effects } = player.play({ kind: 'decline', from: cleo, callId: 'x' })
  expect(effects).toContainEqual({ kind: 'start-timer', callId: 'x', timer: 'callee-lost', ms: 10_000 })
  expect(told(player.play({ kind: 'timer', callId: 'x', timer: 'callee-lost' }).effects)).toEqual([
    'ana-1: ended unreachable',
  ])
})
