import { describe, expect, test } from 'vitest'

import { TABLE } from '../../../../src-renderer/call/table.ts'
import {
  acceptOk,
  accepted,
  ANA,
  answer,
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
    const ben = player().play(dial(X), { kind: 'own-description', callId: X, generation: 1, role: 'offer', sdp: 'v=0' })
    expect(commands(ben.effects())).toEqual(['invite'])
    expect(commands(ben.play(inviteOk(X)).effects())).toEqual(['description'])
  })

  test('R-14: when several ring, the description is held and accept costs one message', () => {
    const group = player().play(dial(X), inviteOk(X, null))
    group.play({ kind: 'own-description', callId: X, generation: 1, role: 'offer', sdp: 'v=0' })
    group.play({ kind: 'own-candidates', callId: X, generation: 1, candidates: [], end: false })
    group.play({ kind: 'own-candidates', callId: X, generation: 1, candidates: [], end: true })
    expect(commands(group.effects())).toEqual(['invite'])
    expect(commands(group.play(accepted(X)).effects())).toEqual(['description', 'candidates'])
    expect(group.call('connecting').media.sent).toBe(2)
  })

  test('R-18: with the warm ring off nothing goes to the callee before accept', () => {
    const cold = player({ warmRing: false }).play(dial(X))
    cold.play({ kind: 'own-description', callId: X, generation: 1, role: 'offer', sdp: 'v=0' }, inviteOk(X))
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
    expect(effects).not.toContain('go-live')
    expect(rung.call('ringing').media.path).toBe('connected')
  })

  test('Accept opens the microphone first, then asks the server', () => {
    const rung = player().play({ kind: 'incoming', invite: invite(X) })
    rung.effects()
    expect(kinds(rung.play({ kind: 'accept', video: true }).effects()).slice(0, 3)).toEqual([
      'open-microphone',
      'ask',
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
    const rung = player().play({ kind: 'incoming', invite: invite(X) }, { kind: 'line-down' })
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

describe('hang-up', () => {
  const talking = () =>
    player().play(
      { kind: 'incoming', invite: invite(X) },
      offer(X),
      { kind: 'accept', video: false },
      acceptOk(X),
      path(X, 'connected'),
    )

  test.each([
    ['calling', () => player().play(dial(X))],
    ['ringing', () => player().play({ kind: 'incoming', invite: invite(X) })],
    ['accepting', () => player().play({ kind: 'incoming', invite: invite(X) }, { kind: 'accept', video: false })],
    ['connecting', () => player().play(dial(X), accepted(X))],
    ['active', talking],
  ] as const)('R-19: while %s it releases everything and tells the server', (_name, prepare) => {
    const busy = prepare()
    busy.effects()
    const effects = busy.play({ kind: 'hang-up' }).effects()
    expect(kinds(effects)).toEqual(expect.arrayContaining(['farewell', 'release', 'stop-timers', 'record']))
    expect(busy.phone().outbox).toHaveLength(1)
    busy.play({ kind: 'farewell-acked', callId: X, result: { status: 'ok' } })
    expect(busy.phone()).toMatchObject({ call: { name: 'idle' }, outbox: [] })
  })

  test('R-7: without an answer it stays in the outbox and goes again with the next connection', () => {
    const lost = talking().play(
      { kind: 'hang-up' },
      { kind: 'farewell-acked', callId: X, result: { status: 'unsent' } },
    )
    lost.effects()
    expect(commands(lost.play({ kind: 'welcome', epoch: id('e'), calls: [] }).effects())).toEqual(['hangup'])
  })

  test('F-08: heard on the data channel it ends the call, and the server is told as well', () => {
    const ended = talking().play({ kind: 'far-hang-up', callId: X })
    expect(ended.phone()).toMatchObject({ call: { name: 'idle' }, last: { reason: 'hangup', ours: false } })
    expect(ended.phone().outbox).toHaveLength(1)
  })

  test('F-03: accept crosses cancel: both ends say cancelled', () => {
    const caller = player().play(dial(X), inviteOk(X), { kind: 'hang-up' }, accepted(X))
    const callee = player().play(
      { kind: 'incoming', invite: invite(X) },
      { kind: 'accept', video: false },
      acceptOk(X),
      ended(X, 'cancelled'),
    )
    expect(caller.phone().last?.reason).toBe('cancelled')
    expect(callee.phone().last?.reason).toBe('cancelled')
    expect(kinds(callee.effects())).toContain('release')
  })

  test('F-06: both hang up at once: the crossing end confirms it', () => {
    const both = talking().play({ kind: 'hang-up' }, ended(X, 'hangup'))
    expect(both.phone().call.name).toBe('idle')
  })

  test('F-29: a page that goes away says so on both paths at once', () => {
    const gone = talking()
    gone.effects()
    expect(kinds(gone.play({ kind: 'leave' }).effects()).slice(0, 2)).toEqual(['channel-hang-up', 'send-last'])
    expect(gone.phone().call.name).toBe('idle')
  })

  test('F-11: late messages of an ended call are dropped and counted', () => {
    const over = talking().play({ kind: 'hang-up' }, { kind: 'farewell-acked', callId: X, result: { status: 'ok' } })
    over.effects()
    const dropped = over.phone().dropped
    over.play(offer(X, 7), candidates(X, 8), accepted(X), path(X, 'failed'), {
      kind: 'timer',
      callId: X,
      timer: 'connect',
    })
    expect(over.effects()).toEqual([])
    expect(over.phone().dropped).toBe(dropped + 5)
  })
})

describe('media path', () => {
  test('R-13, media facts: a warm connection that is not up 1.5 s after Accept gets a successor by the caller', () => {
    const caller = player().play(dial(X), inviteOk(X), { kind: 'microphone-settled', callId: X }, accepted(X))
    caller.effects()
    const effects = caller.play({ kind: 'timer', callId: X, timer: 'warm' }).effects()
    expect(effects).toContainEqual({ kind: 'open-peer', callId: X, generation: 2, side: 'caller' })
    caller.play(answer(X, 0, 2), path(X, 'connected', 2)).call('active')
  })

  test('F-45: the second connection waits until this end’s microphone request has an outcome', () => {
    const callee = player().play(
      { kind: 'incoming', invite: invite(X) },
      offer(X, 0),
      { kind: 'accept', video: false },
      acceptOk(X),
    )
    callee.effects()
    expect(kinds(callee.play(offer(X, 1, 2), candidates(X, 2, 2)).effects())).toEqual([])
    expect(kinds(callee.play({ kind: 'microphone-settled', callId: X }).effects())).toEqual([
      'open-peer',
      'peer-description',
      'start-timer',
      'peer-candidates',
    ])
  })

  test('F-43: not connected 9 s after accept it ends ice-failed, by our own timer', () => {
    const stuck = player().play(dial(X), inviteOk(X), { kind: 'microphone-settled', callId: X }, accepted(X))
    stuck.pass(9_000).play({ kind: 'timer', callId: X, timer: 'connect' })
    expect(stuck.phone().last).toMatchObject({ reason: 'ice-failed', ours: true })
  })

  test('a permission prompt that is still open keeps the call from timing out', () => {
    const asking = player().play({ kind: 'incoming', invite: invite(X) }, { kind: 'accept', video: false }, acceptOk(X))
    asking.pass(9_000).play({ kind: 'timer', callId: X, timer: 'connect' }).call('connecting')
    asking.pass(21_000).play({ kind: 'timer', callId: X, timer: 'connect' })
    expect(asking.phone().call.name).toBe('ending')
  })

  test('a path that breaks is reconnecting, and active again when it heals', () => {
    const call = player().play(dial(X), accepted(X), path(X, 'connected'), path(X, 'disconnected'))
    call.call('reconnecting')
    expect(call.play(path(X, 'connected')).call('active').connectedAt).toBe(1_000)
  })

  test('F-16: the same message on both paths, in any order, counts once', () => {
    const callee = player().play({ kind: 'incoming', invite: invite(X) }, offer(X, 0), candidates(X, 1))
    callee.effects()
    callee.play(candidates(X, 1), offer(X, 0))
    expect(callee.effects()).toEqual([])
  })

  test('F-13: candidates of another call never reach this call’s connection', () => {
    const callee = player().play({ kind: 'incoming', invite: invite(X) }, offer(X, 0))
    callee.effects()
    expect(callee.play(candidates(Y, 0)).effects()).toEqual([])
  })

  test('own device states go on both paths under one number', () => {
    const call = player().play(dial(X), accepted(X), path(X, 'connected'))
    call.effects()
    const [channel, server] = call.play({ kind: 'own-media', callId: X, microphone: 'muted', camera: 'off' }).effects()
    const sent = server?.kind === 'send' ? server.command.payload : null
    expect(channel).toMatchObject({ kind: 'channel-media', state: sent })
  })
})

describe('reconciling', () => {
  test('R-10: an active call is never ended because the server does not know it', () => {
    const call = player().play(dial(X), accepted(X), path(X, 'connected'))
    call.play({ kind: 'welcome', epoch: id('new'), calls: [] }).call('active')
  })

  test('R-10: a ring that the server does not know any more ends', () => {
    const rung = player().play({ kind: 'incoming', invite: invite(X) }, { kind: 'welcome', epoch: id('e'), calls: [] })
    expect(rung.phone().last).toMatchObject({ reason: 'caller-lost', missed: true })
  })

  test('R-9: after a restart of the host a ring ends host-restarted', () => {
    const rung = player({ epoch: id('old') }).play({ kind: 'incoming', invite: invite(X) })
    rung.play({ kind: 'welcome', epoch: id('new'), calls: [] })
    expect(rung.phone().last?.reason).toBe('host-restarted')
  })

  test('R-10: an accept that was missed while away is caught up with', () => {
    const caller = player().play(dial(X), inviteOk(X))
    caller.play({
      kind: 'welcome',
      epoch: id('e'),
      calls: [{ side: 'caller', callId: X, phase: 'active', peer: ANA, video: false }],
    })
    expect(caller.call('connecting').peer).toEqual(ANA)
  })

  test('R-7: a call in the snapshot that this phone does not have is hung up', () => {
    const reloaded = player().play({
      kind: 'welcome',
      epoch: id('e'),
      calls: [{ side: 'caller', callId: X, phase: 'active', peer: BEN, video: false }],
    })
    expect(reloaded.phone().outbox.map((entry) => entry.command)).toEqual([
      { name: 'hangup', payload: { callId: X, reason: 'crashed' } },
    ])
  })

  test('R-10: an unknown ringing call in the snapshot rings', () => {
    const back = player().play({
      kind: 'welcome',
      epoch: id('e'),
      calls: [{ side: 'callee', callId: X, phase: 'ringing', invite: invite(X, BEN, { ageMs: 9_000 }) }],
    })
    expect(back.call('ringing').beganAt).toBe(1_000 - 9_000)
  })
})

test('R-3: the table has a decision for every event in every state', () => {
  const rows = Object.values(TABLE)
  expect(rows.length).toBeGreaterThan(25)
  expect(rows.map((row) => Object.keys(row).length)).toEqual(rows.map(() => 8))
})
