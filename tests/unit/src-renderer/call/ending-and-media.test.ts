import { describe, expect, test } from 'vitest'

import { lastWords } from '../../../../src-renderer/call/ending.ts'
import {
  accepted,
  acceptOk,
  ANA,
  answer,
  answered,
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

describe('hang-up', () => {
  const talking = () => player().play(...answered(X))

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
    const over = talking().play({ kind: 'far-hang-up', callId: X })
    expect(over.phone()).toMatchObject({ call: { name: 'idle' }, last: { reason: 'hangup', ours: false } })
    expect(over.phone().outbox).toHaveLength(1)
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

  test('F-29: what is to be said for a page that is gone: a caller cancels, all others hang up, and without a call nothing', () => {
    const words = (played: ReturnType<typeof player>) => lastWords(played.phone())?.payload ?? null
    expect(words(player())).toBeNull()
    expect(words(player().play(dial(X)))).toEqual({ callId: X, reason: 'cancelled' })
    expect(words(player().play({ kind: 'incoming', invite: invite(X) }))).toEqual({ callId: X, reason: 'hangup' })
    expect(words(talking())).toEqual({ callId: X, reason: 'hangup' })
    expect(words(talking().play({ kind: 'hang-up' }))).toBeNull()
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
    expect(callee.play(candidates(Y, 1)).effects()).toEqual([])
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
    expect(call.play({ kind: 'welcome', epoch: id('new'), calls: [] }).phone().call.name).toBe('active')
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
