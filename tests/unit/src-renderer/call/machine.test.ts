import { describe, expect, test } from 'vitest'

import { TABLE } from '../../../../src-renderer/call/table.ts'
import {
  acceptOk,
  accepted,
  BEN,
  candidates,
  commands,
  dial,
  ended,
  id,
  invite,
  inviteOk,
  kinds,
  offer,
  path,
  player,
} from '../../../support/phone-player.ts'

const X = id('x')
const Y = id('y')

describe('dialling', () => {
  test('R-14: the invite waits for nothing, and the caller opens its own microphone at its own gesture (R-18)', () => {
    const effects = player().play(dial(X)).effects()
    expect(kinds(effects)).toEqual(['ask', 'open-peer', 'open-microphone'])
  })

  test('DESIGN 3: with one device as target the description goes before anybody accepts', () => {
    const ben = player().play(dial(X), {
      kind: 'own-description',
      callId: X,
      generation: 1,
      role: 'offer',
      answers: null,
      sdp: 'v=0',
    })
    expect(commands(ben.effects())).toEqual(['invite'])
    expect(commands(ben.play(inviteOk(X)).effects())).toEqual(['description'])
  })

  test('R-14: when several ring, the description is held and accept costs one message', () => {
    const group = player().play(dial(X), inviteOk(X, null))
    group.play({ kind: 'own-description', callId: X, generation: 1, role: 'offer', answers: null, sdp: 'v=0' })
    group.play({ kind: 'own-candidates', callId: X, generation: 1, candidates: [], end: false })
    group.play({ kind: 'own-candidates', callId: X, generation: 1, candidates: [], end: true })
    expect(commands(group.effects())).toEqual(['invite'])
    expect(commands(group.play(accepted(X)).effects())).toEqual(['description', 'candidates'])
    expect(group.call('connecting').media.sent).toBe(2)
  })

  test('R-18: with the warm ring off nothing goes to the callee before accept', () => {
    const cold = player({ warmRing: false }).play(dial(X))
    cold.play(
      { kind: 'own-description', callId: X, generation: 1, role: 'offer', answers: null, sdp: 'v=0' },
      inviteOk(X),
    )
    expect(commands(cold.effects())).toEqual(['invite'])
    expect(commands(cold.play(accepted(X)).effects())).toEqual(['description'])
  })

  test('R-4: ringing is shown only when a far device rings, and unreachable after 3 s without a report', () => {
    const calling = player().play(dial(X), inviteOk(X))
    expect(calling.call('calling').progress).toBe('dialling')
    calling.play({ kind: 'timer', callId: X, timer: 'ringing-report' })
    expect(calling.call('calling').progress).toBe('unreachable')
    calling.play({ kind: 'far-ringing', callId: X })
    expect(calling.call('calling').progress).toBe('ringing')
  })

  test.each([
    ['busy', 'busy'],
    ['do-not-disturb', 'do-not-disturb'],
    ['unreachable', 'unreachable'],
    ['denied', 'policy'],
    ['unsent', 'unreachable'],
  ] as const)('R-2: an invite answered %s ends the call as %s', (status, reason) => {
    const phone = player().play(dial(X), { kind: 'invite-acked', callId: X, result: { status } }).phone()
    expect(phone.last).toMatchObject({ reason, side: 'caller', missed: false })
  })

  test('R-7: an invite without an answer is hung up, so that it cannot ring some day', () => {
    const lost = player().play(dial(X), { kind: 'invite-acked', callId: X, result: { status: 'unsent' } })
    expect(lost.phone().outbox.map((entry) => entry.command)).toEqual([
      { name: 'hangup', payload: { callId: X, reason: 'cancelled' } },
    ])
  })

  test('F-26: a second click on Call while calling is dropped and counted', () => {
    const phone = player().play(dial(X), dial(Y)).phone()
    expect(phone.call).toMatchObject({ name: 'calling', callId: X })
    expect(phone.dropped).toBe(1)
  })
})

describe('ringing', () => {
  test('S-43: whatever arrives from the network, nothing opens a microphone or camera before Accept', () => {
    const rung = player().play(
      { kind: 'incoming', invite: invite(X, BEN, { video: true }) },
      offer(X),
      candidates(X, 1),
    )
    rung.play(accepted(X), acceptOk(X), path(X, 'connected'), { kind: 'far-hang-up', callId: Y })
    const effects = kinds(rung.effects())
    expect(effects).toContain('open-peer')
    expect(effects).not.toContain('open-microphone')
    expect(effects).not.toContain('open-camera')
    expect(effects).not.toContain('agree')
    expect(effects).not.toContain('go-live')
    expect(rung.call('ringing').media.path).toBe('connected')
  })

  test('A-16: however many descriptions a caller sends before Accept, no third connection is opened', () => {
    const rung = player().play({ kind: 'incoming', invite: invite(X) })
    for (let generation = 1; generation <= 16; generation += 1) {
      for (let again = 0; again < 5; again += 1) {
        rung.play(offer(X, generation * 10 + again, generation))
      }
    }
    expect(kinds(rung.effects()).filter((kind) => kind === 'open-peer').length).toBeLessThanOrEqual(2)
  })

  test('Accept opens the microphone first, then asks the server, then plays what comes and sends what opens', () => {
    const rung = player().play({ kind: 'incoming', invite: invite(X) })
    rung.effects()
    expect(kinds(rung.play({ kind: 'accept', video: true }).effects()).slice(0, 4)).toEqual([
      'open-microphone',
      'ask',
      'agree',
      'open-camera',
    ])
  })

  test('on a warm connection Accept leads to active with the server’s ok, and not before', () => {
    const rung = player().play({ kind: 'incoming', invite: invite(X) }, offer(X), path(X, 'connected'))
    rung.play({ kind: 'accept', video: false })
    expect(kinds(rung.effects())).not.toContain('go-live')
    rung.play(acceptOk(X))
    expect(kinds(rung.effects())).toContain('go-live')
    rung.call('active')
  })

  test('F-04: the device that lost closes what it opened', () => {
    const lost = player().play({ kind: 'incoming', invite: invite(X) }, { kind: 'accept', video: false })
    lost.effects()
    const effects = lost.play({ kind: 'accept-acked', callId: X, result: { status: 'elsewhere' } }).effects()
    expect(kinds(effects)).toContain('release')
    expect(lost.phone()).toMatchObject({ call: { name: 'idle' }, last: { reason: 'elsewhere', missed: false } })
  })

  test.each([
    [4_000, 'ringing'],
    [3_000, 'ringing'],
    [2_000, 'idle'],
    [-1_000, 'idle'],
  ] as const)('F-14: with %i ms of its life left an invite leaves the phone %s', (left, name) => {
    const aged = player().play({ kind: 'incoming', invite: invite(X, BEN, { ageMs: 45_000 - left }) })
    expect(aged.phone().call.name).toBe(name)
    const missed = aged.effects().filter((effect) => effect.kind === 'record')
    expect(missed).toHaveLength(name === 'idle' ? 1 : 0)
  })

  test('F-07: an end that overtakes its invite: it never rings', () => {
    const phone = player()
      .play(ended(X, 'cancelled'), { kind: 'incoming', invite: invite(X) })
      .phone()
    expect(phone.call.name).toBe('idle')
    expect(phone.over).toContain(X)
  })

  test('F-09: a duplicate invite after the end does not ring', () => {
    const rung = player().play({ kind: 'incoming', invite: invite(X) }, ended(X, 'cancelled'))
    expect(rung.play({ kind: 'incoming', invite: invite(X) }).phone().call.name).toBe('idle')
  })

  test('R-7: an id whose hang-up is still in the outbox never rings, on any path', () => {
    const told = player().play({ kind: 'incoming', invite: invite(X) }, { kind: 'decline' })
    told.play({ kind: 'incoming', invite: invite(X) })
    told.play({
      kind: 'welcome',
      epoch: id('e'),
      calls: [{ side: 'callee', callId: X, phase: 'ringing', invite: invite(X) }],
    })
    expect(told.phone().call.name).toBe('ending')
    expect(told.phone().outbox).toHaveLength(1)
  })

  test('R-12: a ring without its line ends as a missed call when its lease is over', () => {
    const rung = player().play({ kind: 'incoming', invite: invite(X) }, { kind: 'line-down', since: 1_000 })
    rung.play({ kind: 'timer', callId: X, timer: 'lease' })
    expect(rung.phone().last).toMatchObject({ reason: 'caller-lost', missed: true })
  })

  test('R-16: an invite from the device we talk to ends the old call and rings anew', () => {
    const talking = player().play(
      { kind: 'incoming', invite: invite(X) },
      { kind: 'accept', video: false },
      acceptOk(X),
    )
    talking.play({ kind: 'incoming', invite: invite(Y) })
    expect(talking.call('ringing').callId).toBe(Y)
    expect(talking.effects().filter((effect) => effect.kind === 'open-microphone')).toHaveLength(1)
  })

  test('R-8, F-12: candidates and descriptions that precede their invite are used', () => {
    const early = player().play(offer(X, 0), candidates(X, 1), { kind: 'incoming', invite: invite(X) })
    expect(kinds(early.effects())).toEqual(['send', 'start-timer', 'open-peer', 'peer-description', 'peer-candidates'])
    expect(early.phone().early).toEqual([])
  })
})

describe('glare', () => {
  const glare = () => player().play(dial(X), { kind: 'incoming', invite: invite(Y) }, offer(Y))
  const mergedInto = (callId: string) =>
    ({ kind: 'invite-acked', callId: X, result: { status: 'merged', callId } }) as const

  test('R-5, F-01: merged accepts the kept call, with no more media than this user chose', () => {
    const both = glare().play(mergedInto(Y))
    const effects = both.effects()
    expect(effects).toContainEqual({ kind: 'ask', command: { name: 'accept', payload: { callId: Y, video: false } } })
    expect(kinds(effects)).not.toContain('open-camera')
    expect(both.play(acceptOk(Y), path(Y, 'connected')).call('active').callId).toBe(Y)
  })

  test('R-5: the connection of the refused call is closed unused, and its devices serve the kept one', () => {
    const effects = kinds(glare().play(mergedInto(Y)).effects())
    expect(effects.indexOf('close-peer')).toBeLessThan(effects.lastIndexOf('open-peer'))
    expect(effects).toContain('rename-media')
  })

  test('F-02: cancelled meanwhile, nothing is accepted and the kept invite rings normally', () => {
    const cancelled = glare().play({ kind: 'hang-up' })
    expect(cancelled.call('ringing').callId).toBe(Y)
    cancelled.play(mergedInto(Y))
    cancelled.call('ringing')
    expect(commands(cancelled.effects())).not.toContain('accept')
  })

  test('R-5: a phone that calls never answers an opposite invite by itself', () => {
    expect(commands(glare().effects())).toEqual(['invite'])
  })
})

test('R-3: the table has a decision for every event in every state', () => {
  const rows = Object.values(TABLE)
  expect(rows.length).toBeGreaterThan(25)
  expect(rows.map((row) => Object.keys(row).length)).toEqual(rows.map(() => 8))
})
