import { describe, expect, test } from 'vitest'

import { callsOf } from '../../../../src-signaling/calls/registry.ts'
import type { End } from '../../../../src-signaling/calls/registry-state.ts'
import type { HangupReason } from '../../../../src-signaling/protocol/index.ts'
import { end, inviteTo, member, registryPlayer, told } from '../../../support/registry-player.ts'

const ana = end('ana')
const ben = end('ben')
const cy = end('cy')

const claim = (from: End, peer: End, side: 'caller' | 'callee', peerHere = true, callId = 'x') =>
  ({ kind: 'claim', from, callId, side, peer, peerHere }) as const
const hangup = (from: End, reason: HangupReason = 'hangup') => ({ kind: 'hangup', from, callId: 'x', reason }) as const
const expire = (timer: 'claim' | 'abandoned') => ({ kind: 'timer', callId: 'x', timer }) as const

/** Ana has claimed her call with Ben at a fresh host. */
function halfClaimed(peerHere = true) {
  const player = registryPlayer()
  const first = player.play(claim(ana, ben, 'caller', peerHere))
  return { player, first }
}

describe('a call that is claimed after a restart (R-9)', () => {
  test('is active again once both ends have claimed it, and either may hang it up', () => {
    const { player, first } = halfClaimed()
    expect(first.ack).toEqual({ status: 'ok' })
    const second = player.play(claim(ben, ana, 'callee'))
    expect(second.ack).toEqual({ status: 'ok' })
    expect(second.effects).toContainEqual({ kind: 'stop-timer', callId: 'x', timer: 'claim' })
    expect(Object.fromEntries(player.registry().engaged)).toEqual({ ana: 'x', ben: 'x' })
    expect(told(player.play(hangup(ben)).effects)).toEqual(['ana-1: ended hangup'])
  })

  test('ends 6 s after its other end came without claiming it', () => {
    const { player, first } = halfClaimed(false)
    expect(first.effects.map((effect) => effect.kind)).not.toContain('start-timer')
    const came = player.play({ kind: 'device-back', from: ben })
    expect(came.effects).toContainEqual({ kind: 'start-timer', callId: 'x', timer: 'claim', ms: 6_000 })
    expect(told(player.play(expire('claim')).effects)).toEqual(['ana-1: ended peer-lost'])
    expect(player.registry().calls.size + player.registry().engaged.size).toBe(0)
  })

  test('waits while its other end is not connected: media may flow all the same', () => {
    const { player } = halfClaimed(false)
    expect(callsOf(player.registry(), ana)).toHaveLength(1)
    expect(player.play(inviteTo('y', cy, member('ana'))).ack).toEqual({ status: 'busy' })
  })

  test('S-30: a claim neither makes the other end busy nor tells it anything', () => {
    const { player } = halfClaimed()
    expect(callsOf(player.registry(), ben)).toEqual([])
    expect(player.play(inviteTo('y', cy, member('ben'))).ack).toMatchObject({ status: 'ok' })
    const payload = {
      callId: 'x',
      generation: 1,
      seq: 0,
      role: 'offer',
      answers: null,
      sdp: 'v=0',
      signature: null,
    } as const
    const sent = player.play({
      kind: 'relay',
      from: ana,
      callId: 'x',
      message: { name: 'description', payload },
    })
    expect(sent).toEqual({ ack: { status: 'unreachable' }, effects: [] })
    expect(told(player.play(hangup(ana)).effects)).toEqual([])
  })

  test('is gone when the other end has hung up before, or does so now', () => {
    const early = registryPlayer()
    early.play(hangup(ben))
    expect(early.play(claim(ana, ben, 'caller')).ack).toEqual({ status: 'gone', reason: 'hangup' })
    const { player } = halfClaimed()
    expect(told(player.play(hangup(ben)).effects)).toEqual(['ana-1: ended hangup'])
    expect(player.play(claim(ben, ana, 'callee')).ack).toEqual({ status: 'gone', reason: 'hangup' })
  })

  test('F-40: says why it is gone to an end that was asleep when the call ended', () => {
    const player = registryPlayer()
    player.play(inviteTo('x', ana, member('ben')))
    player.play({ kind: 'accept', from: ben, callId: 'x', video: false })
    player.play({ kind: 'device-lost', from: ana })
    player.play(hangup(ben, 'peer-lost'))
    expect(player.play(claim(ana, ben, 'caller')).ack).toEqual({ status: 'gone', reason: 'peer-lost' })
  })

  test('F-40: says so too when the end that gave up had claimed alone, or was told so by the host', () => {
    const alone = halfClaimed(false).player
    alone.play(hangup(ana, 'peer-lost'))
    expect(alone.play(claim(ben, ana, 'callee')).ack).toEqual({ status: 'gone', reason: 'peer-lost' })
    const unmatched = halfClaimed().player
    unmatched.play({ kind: 'timer', callId: 'x', timer: 'claim' })
    expect(unmatched.play(claim(ben, ana, 'callee')).ack).toEqual({ status: 'gone', reason: 'peer-lost' })
  })

  test('is gone without a reason where nothing but a farewell of another kind came before', () => {
    const player = registryPlayer()
    player.play({ kind: 'decline', from: ben, callId: 'x' })
    expect(player.play(claim(ana, ben, 'caller')).ack).toEqual({ status: 'gone' })
  })

  test('R-1: is denied to its other end on the same side and stays what it was', () => {
    const { player } = halfClaimed()
    const before = player.registry()
    expect(player.play(claim(ben, ana, 'caller')).ack).toEqual({ status: 'denied' })
    expect(player.registry()).toEqual(before)
  })

  test.each([
    ['a third device', claim(cy, ana, 'callee')],
    ['another peer', claim(ben, cy, 'callee')],
  ])('R-1 A-10: a claim of %s is kept beside it, and neither is the less for that', (_who, other) => {
    const { player } = halfClaimed()
    const before = player.registry().calls.get('x')
    const { ack, effects } = player.play(other)
    expect(ack).toEqual({ status: 'ok' })
    expect(told(effects)).toEqual([])
    expect(player.registry().calls.get('x')).toEqual(before)
    expect(callsOf(player.registry(), other.from)).toMatchObject([{ callId: 'x', awaits: other.peer }])
    expect(told(player.play({ ...hangup(other.from) }).effects)).toEqual([])
    expect(player.registry().calls.get('x')).toEqual(before)
  })

  test('A-10: a call of two others is whole again whoever claimed its id before them, in whatever order they come', () => {
    const eve = end('eve')
    for (const [first, second] of [
      [claim(ana, ben, 'caller'), claim(ben, ana, 'callee')],
      [claim(ben, ana, 'callee'), claim(ana, ben, 'caller')],
    ] as const) {
      for (const peer of [ana, ben, cy]) {
        for (const moment of ['before', 'between', 'hangs up'] as const) {
          const player = registryPlayer()
          if (moment !== 'between') player.play(claim(eve, peer, 'callee'))
          if (moment === 'hangs up') player.play(hangup(eve))
          expect(player.play(first).ack).toEqual({ status: 'ok' })
          if (moment === 'between') player.play(claim(eve, peer, 'callee'))
          expect(told(player.play(hangup(eve)).effects)).toEqual([])
          player.play({ kind: 'timer', callId: moment === 'before' ? `x/${eve.device}` : 'x/nobody', timer: 'claim' })
          expect(player.play(second).ack).toEqual({ status: 'ok' })
          expect(callsOf(player.registry(), ana)).toMatchObject([{ callId: 'x', awaits: null }])
          expect(callsOf(player.registry(), ben)).toMatchObject([{ callId: 'x', awaits: null }])
          expect(callsOf(player.registry(), eve)).toEqual([])
          expect(told(player.play(hangup(ana)).effects)).toEqual(['ben-1: ended hangup'])
          expect(player.registry().calls.size + player.registry().engaged.size).toBe(0)
        }
      }
    }
  })

  test('A-10: what two others have claimed and ended between them is not over for the two whose call it is', () => {
    const [eve, mallory] = [end('eve'), end('mallory')]
    const player = registryPlayer()
    player.play(claim(eve, mallory, 'caller'))
    player.play(claim(mallory, eve, 'callee'))
    player.play(hangup(eve))
    expect(player.play(claim(ana, ben, 'caller')).ack).toEqual({ status: 'ok' })
    expect(player.play(claim(ben, ana, 'callee')).ack).toEqual({ status: 'ok' })
  })

  test('R-2: claimed twice it has one effect', () => {
    const { player } = halfClaimed()
    const before = player.registry()
    expect(player.play(claim(ana, ben, 'caller'))).toEqual({ ack: { status: 'ok' }, effects: [] })
    expect(player.registry()).toEqual(before)
  })

  test('is refused to somebody who is in another call by now, and to somebody who claims a call with himself', () => {
    const player = registryPlayer()
    player.play(inviteTo('y', ana, member('cy')))
    expect(player.play(claim(ana, ben, 'caller')).ack).toEqual({ status: 'busy' })
    expect(player.play(claim(ben, end('ben', 2), 'caller', true, 'z')).ack).toEqual({ status: 'invalid' })
    player.play(claim(ben, ana, 'callee'))
    expect(player.play(claim(ana, ben, 'caller')).ack).toEqual({ status: 'busy' })
  })

  test('R-4: comes after an invite that was faster: who talks is busy, and what rings at any of his devices ends', () => {
    const player = registryPlayer()
    player.play(inviteTo('y', cy, member('ana', 2)))
    const claimed = player.play(claim(ana, ben, 'caller'))
    expect(claimed.ack).toEqual({ status: 'ok' })
    expect(told(claimed.effects)).toEqual(['ana-1: ended cancelled', 'ana-2: ended cancelled', 'cy-1: ended busy'])
    player.play(inviteTo('z', cy, member('ben')))
    expect(told(player.play(claim(ben, ana, 'callee')).effects)).toEqual(['ben-1: ended cancelled', 'cy-1: ended busy'])
    expect([...player.registry().engaged.keys()].sort()).toEqual(['ana', 'ben'])
  })

  test('its other end cannot accept what never rang there', () => {
    const { player } = halfClaimed()
    expect(player.play({ kind: 'accept', from: ben, callId: 'x', video: false }).ack).toEqual({ status: 'gone' })
  })

  test('a ringing call cannot be claimed', () => {
    const player = registryPlayer()
    player.play(inviteTo('x', ana, member('ben')))
    expect(player.play(claim(ben, ana, 'callee')).ack).toEqual({ status: 'denied' })
  })

  test('F-36: a call that this host forgot while both were away is claimed like one of before', () => {
    const player = registryPlayer()
    player.play(inviteTo('x', ana, member('ben')))
    player.play({ kind: 'accept', from: ben, callId: 'x', video: false })
    for (const from of [ana, ben]) player.play({ kind: 'device-lost', from })
    player.play(expire('abandoned'))
    expect(player.registry().calls.size).toBe(0)
    for (const from of [ana, ben]) player.play({ kind: 'device-back', from })
    expect(player.play(claim(ben, ana, 'callee')).ack).toEqual({ status: 'ok' })
    expect(player.play(claim(ana, ben, 'caller')).ack).toEqual({ status: 'ok' })
    expect(callsOf(player.registry(), ben)).toHaveLength(1)
  })
})
