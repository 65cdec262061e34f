import { describe, expect, test } from 'vitest'

import { callsOf } from '../../../../src-signaling/calls/registry.ts'
import { MAX_TOMBSTONES } from '../../../../src-signaling/calls/registry-step.ts'
import type { HangupReason } from '../../../../src-signaling/protocol/index.ts'
import { end, inviteTo, member, registryPlayer, told } from '../../../support/registry-player.ts'

const ana = end('ana')
const ben = end('ben')
const cy = end('cy')
const hangup = (callId: string, from = ana, reason: HangupReason = 'hangup') =>
  ({ kind: 'hangup', from, callId, reason }) as const
const accept = (callId: string, from = ben) => ({ kind: 'accept', from, callId, video: false }) as const
const decline = (callId: string, from = ben) => ({ kind: 'decline', from, callId }) as const
const description = (callId: string, from = ana) =>
  ({
    kind: 'relay',
    from,
    callId,
    message: {
      name: 'description',
      payload: { callId, generation: 1, seq: 0, role: 'offer', answers: null, sdp: 'v=0', signature: null },
    },
  }) as const

function ringing() {
  const player = registryPlayer()
  player.play(inviteTo('x', ana, member('ben')))
  return player
}
function active() {
  const player = ringing()
  player.play(accept('x'))
  return player
}

describe('invite', () => {
  test('rings the only device and names it, so that it may be warmed up', () => {
    const { ack, effects } = registryPlayer().play(inviteTo('x', ana, member('ben')))
    expect(ack).toEqual({ status: 'ok', device: 'ben-1', lifetimeMs: 45_000 })
    expect(told(effects)).toEqual(['ben-1: incoming'])
  })

  test('R-4: all devices of a person ring, and none is named', () => {
    const { ack, effects } = registryPlayer().play(inviteTo('x', ana, member('ben', 2)))
    expect(ack).toMatchObject({ status: 'ok', device: null })
    expect(told(effects)).toEqual(['ben-1: incoming', 'ben-2: incoming'])
  })

  test('R-1, F-10: the same invite again is answered alike and rings nobody twice', () => {
    const player = ringing()
    const again = player.play(inviteTo('x', ana, member('ben')))
    expect(again.ack).toMatchObject({ status: 'ok' })
    expect(again.effects).toEqual([])
  })

  test('R-1: the same id from another device, or for another target, is refused and overwrites nothing', () => {
    const player = ringing()
    const before = player.registry()
    expect(player.play(inviteTo('x', cy, member('ben'))).ack).toEqual({ status: 'denied' })
    expect(player.play(inviteTo('x', ana, member('cy'))).ack).toEqual({ status: 'denied' })
    expect(player.registry().calls).toBe(before.calls)
  })

  test('F-21: calling oneself is invalid', () => {
    expect(registryPlayer().play(inviteTo('x', ana, member('ana', 2))).ack).toEqual({ status: 'invalid' })
  })

  test.each([
    ['busy', [member('ben'), member('cy', 1, true)]],
    ['do-not-disturb', [member('cy', 1, true), member('di', 0)]],
    ['unreachable', [member('di', 0)]],
  ] as const)('R-4: when nobody of a group can be rung it is %s', (status, members) => {
    const player = registryPlayer()
    player.play(inviteTo('other', end('eve'), member('ben')))
    expect(player.play(inviteTo('x', ana, ['Reception', ...members])).ack).toEqual({ status })
    expect(player.registry().calls.size).toBe(1)
  })

  test('R-4: members in a call or on do-not-disturb are skipped, the others ring', () => {
    const player = registryPlayer()
    player.play(inviteTo('other', end('eve'), member('ben')))
    const { effects } = player.play(
      inviteTo('x', ana, ['Reception', member('ben'), member('cy', 1, true), member('di'), member('ana')]),
    )
    expect(told(effects)).toEqual(['di-1: incoming'])
  })

  test('a caller who is in a call already is busy', () => {
    const player = active()
    expect(player.play(inviteTo('y', ana, member('cy'))).ack).toEqual({ status: 'busy' })
  })

  test('R-5: an invite to somebody who calls a group is busy', () => {
    const player = registryPlayer()
    player.play(inviteTo('x', ana, ['Reception', member('ben'), member('cy')]))
    expect(player.play(inviteTo('y', ben, member('ana'))).ack).toEqual({ status: 'busy' })
  })

  test('R-16: a device that dials whom it is recorded to talk with was restarted: the old call is replaced', () => {
    const player = active()
    const { ack, effects } = player.play(inviteTo('y', ana, member('ben')))
    expect(ack).toMatchObject({ status: 'ok' })
    expect(told(effects)).toEqual(['ana-1: ended replaced', 'ben-1: ended replaced', 'ben-1: incoming'])
  })
})

describe('glare', () => {
  test('R-5, F-01: the opposite invite is merged into the call that rings, and its own id is dead', () => {
    const player = ringing()
    expect(player.play(inviteTo('y', ben, member('ana'))).ack).toEqual({ status: 'merged', callId: 'x' })
    expect(player.play(description('y', ben)).ack).toEqual({ status: 'gone' })
    expect(player.play(accept('x')).ack).toEqual({ status: 'ok' })
  })

  test('F-02: the opposite invite after the cancel is an ordinary call', () => {
    const player = ringing()
    player.play(hangup('x'))
    expect(player.play(inviteTo('y', ben, member('ana'))).ack).toMatchObject({ status: 'ok' })
  })
})

describe('answering', () => {
  test('R-4: the caller hears of each ringing device once', () => {
    const player = ringing()
    expect(told(player.play({ kind: 'ringing', from: ben, callId: 'x' }).effects)).toEqual(['ana-1: far-ringing'])
    expect(player.play({ kind: 'ringing', from: ben, callId: 'x' }).effects).toEqual([])
  })

  test('R-4, F-04: the first accept wins, the others get elsewhere', () => {
    const player = registryPlayer()
    player.play(inviteTo('x', ana, member('ben', 2)))
    const won = player.play(accept('x', end('ben', 1)))
    expect(won.ack).toEqual({ status: 'ok' })
    expect(told(won.effects)).toEqual(['ana-1: accepted', 'ben-2: ended elsewhere'])
    expect(player.play(accept('x', end('ben', 2))).ack).toEqual({ status: 'elsewhere' })
    expect(player.play(accept('x', end('ben', 1))).ack).toEqual({ status: 'ok' })
  })

  test('F-05: decline here, accept there: the first wins', () => {
    const player = registryPlayer()
    player.play(inviteTo('x', ana, member('ben', 2)))
    expect(told(player.play(decline('x', end('ben', 1))).effects)).toEqual([
      'ben-2: ended declined',
      'ana-1: ended declined',
    ])
    expect(player.play(accept('x', end('ben', 2))).ack).toEqual({ status: 'gone' })
  })

  test('F-28: one member declines, the group rings on; the last decline ends it', () => {
    const player = registryPlayer()
    player.play(inviteTo('x', ana, ['Reception', member('ben'), member('cy')]))
    expect(told(player.play(decline('x')).effects)).toEqual([])
    expect(told(player.play(decline('x', cy)).effects)).toEqual(['ana-1: ended declined'])
    expect(player.registry().engaged.size).toBe(0)
  })

  test('F-03: cancel and accept: whoever is first decides, the other is told', () => {
    const cancelled = ringing()
    expect(told(cancelled.play(hangup('x')).effects)).toEqual(['ben-1: ended cancelled'])
    expect(cancelled.play(accept('x')).ack).toEqual({ status: 'gone' })
    const accepted = active()
    expect(told(accepted.play(hangup('x', ana, 'cancelled')).effects)).toEqual(['ben-1: ended cancelled'])
  })

  test('a ringing device that leaves stops ringing alone; with the last one the call is unreachable', () => {
    const player = registryPlayer()
    player.play(inviteTo('x', ana, member('ben', 2)))
    expect(told(player.play(hangup('x', end('ben', 1))).effects)).toEqual([])
    expect(told(player.play(hangup('x', end('ben', 2))).effects)).toEqual(['ana-1: ended unreachable'])
  })

  test('F-07: a hang-up that overtakes its invite: the invite is gone, but only for that device', () => {
    const player = registryPlayer()
    expect(player.play(hangup('x')).ack).toEqual({ status: 'gone' })
    expect(player.play(inviteTo('x', ana, member('ben'))).ack).toEqual({ status: 'gone' })
    const hostile = registryPlayer()
    hostile.play(hangup('x', cy))
    expect(hostile.play(inviteTo('x', ana, member('ben'))).ack).toMatchObject({ status: 'ok' })
  })

  test('F-07: it is gone also where the other end spoke of that call first, as after a restart of the host', () => {
    const player = registryPlayer()
    expect(player.play(accept('x', ben)).ack).toEqual({ status: 'gone' })
    expect(player.play(hangup('x')).ack).toEqual({ status: 'gone' })
    expect(player.play(inviteTo('x', ana, member('ben'))).ack).toEqual({ status: 'gone' })
  })
})

describe('relay', () => {
  test('S-30: set-up goes between the two ends of the call and to nobody else', () => {
    const player = ringing()
    expect(told(player.play(description('x', ana)).effects)).toEqual(['ben-1: relay'])
    expect(told(player.play(description('x', ben)).effects)).toEqual(['ana-1: relay'])
    expect(player.play(description('x', cy)).ack).toEqual({ status: 'denied' })
  })

  test('while several ring nobody gets a description; after Accept the accepter does', () => {
    const player = registryPlayer()
    player.play(inviteTo('x', ana, ['Reception', member('ben'), member('cy')]))
    expect(player.play(description('x')).ack).toEqual({ status: 'invalid' })
    player.play(accept('x', cy))
    expect(told(player.play(description('x')).effects)).toEqual(['cy-1: relay'])
    expect(player.play(description('x', ben)).ack).toEqual({ status: 'elsewhere' })
  })

  test('the busiest path copies nothing', () => {
    const player = active()
    const before = player.registry()
    player.play(description('x'))
    expect(player.registry()).toBe(before)
  })
})

describe('connections and time', () => {
  test('F-22: nobody answers: both sides are told', () => {
    const player = ringing()
    const { effects } = player.play({ kind: 'timer', callId: 'x', timer: 'no-answer' })
    expect(told(effects)).toEqual(['ana-1: ended no-answer', 'ben-1: ended no-answer'])
  })

  test('F-30: the caller’s connection breaks: it rings on for 10 s, then caller-lost; back in time nothing happens', () => {
    const player = ringing()
    const lost = player.play({ kind: 'device-lost', from: ana })
    expect(lost.effects).toContainEqual({ kind: 'start-timer', callId: 'x', timer: 'caller-lost', ms: 10_000 })
    const back = player.play({ kind: 'device-back', from: ana })
    expect(back.effects).toContainEqual({ kind: 'stop-timer', callId: 'x', timer: 'caller-lost' })
    player.play({ kind: 'device-lost', from: ana })
    expect(told(player.play({ kind: 'timer', callId: 'x', timer: 'caller-lost' }).effects)).toEqual([
      'ben-1: ended caller-lost',
    ])
  })

  test('F-31: no device of the target is left for 10 s: unreachable', () => {
    const player = registryPlayer()
    player.play(inviteTo('x', ana, member('ben', 2)))
    expect(player.play({ kind: 'device-lost', from: end('ben', 1) }).effects).toEqual([])
    expect(player.play({ kind: 'device-lost', from: end('ben', 2) }).effects).toContainEqual({
      kind: 'start-timer',
      callId: 'x',
      timer: 'callee-lost',
      ms: 10_000,
    })
    expect(told(player.play({ kind: 'timer', callId: 'x', timer: 'callee-lost' }).effects)).toEqual([
      'ana-1: ended unreachable',
    ])
  })

  test('F-33: an active call does not need its connections; only without both it is forgotten', () => {
    const player = active()
    expect(player.play({ kind: 'device-lost', from: ana }).effects).toEqual([])
    expect(player.play({ kind: 'device-lost', from: ben }).effects).toContainEqual({
      kind: 'start-timer',
      callId: 'x',
      timer: 'abandoned',
      ms: 40_000,
    })
    player.play({ kind: 'timer', callId: 'x', timer: 'abandoned' })
    expect(player.registry().calls.size).toBe(0)
  })

  test('R-6, F-09: ended ids are gone for two minutes', () => {
    const player = ringing()
    player.play(hangup('x'))
    player.pass(119_000)
    expect(player.play(inviteTo('x', ana, member('ben'))).ack).toEqual({ status: 'gone' })
    player.pass(2_000)
    expect(player.play(inviteTo('x', ana, member('ben'))).ack).toMatchObject({ status: 'ok' })
  })

  test('R-6: at most 10,000 tombstones, the oldest go', () => {
    const player = registryPlayer()
    for (let index = 0; index <= MAX_TOMBSTONES; index += 1) {
      player.play(hangup(`call-${index}`))
      player.pass(1)
    }
    const { tombstones } = player.registry()
    expect(tombstones.size).toBeLessThanOrEqual(MAX_TOMBSTONES)
    expect(tombstones.has('call-0')).toBe(false)
    expect(tombstones.has(`call-${MAX_TOMBSTONES}`)).toBe(true)
  })

  test('R-10: a device’s calls: what rings for it, and what it talks in', () => {
    const player = ringing()
    expect(callsOf(player.registry(), ben).map((call) => call.state)).toEqual(['ringing'])
    player.play(accept('x'))
    expect(callsOf(player.registry(), ben).map((call) => call.state)).toEqual(['active'])
    expect(callsOf(player.registry(), cy)).toEqual([])
  })

  test('the host closes: what rings ends host-restarted, what is active is told nothing', () => {
    expect(told(ringing().play({ kind: 'close' }).effects)).toEqual([
      'ana-1: ended host-restarted',
      'ben-1: ended host-restarted',
    ])
    expect(told(active().play({ kind: 'close' }).effects)).toEqual([])
  })
})
