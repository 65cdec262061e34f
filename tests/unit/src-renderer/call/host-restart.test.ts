import { describe, expect, test } from 'vitest'

import type { CallEvent } from '../../../../src-renderer/call/events.ts'
import {
  accepted,
  answer,
  answered,
  BEN,
  claimAcked,
  commands,
  dial,
  id,
  invite,
  inviteOk,
  kinds,
  player,
  welcome,
} from '../../../support/phone-player.ts'

const X = id('x')
const Y = id('y')
const Z = id('z')
const [OLD, NEW] = [id('old'), id('new')]

const redial = (callId: string, newId: string): CallEvent => ({ kind: 'redial', callId, newId })
const unreachable = (callId: string): CallEvent => ({ kind: 'invite-acked', callId, result: { status: 'unreachable' } })
const timer = (callId: string, name: 'redial' | 'lease' | 'claim'): CallEvent => ({
  kind: 'timer',
  callId,
  timer: name,
})

const started = () => player().play(welcome(OLD))
const talking = () => started().play(...answered(X))

describe('a host that was restarted (R-9)', () => {
  test('F-34: a call that was dialled is dialled anew under a new id, with the microphone open', () => {
    const caller = started().play(dial(X), inviteOk(X))
    caller.effects()
    expect(caller.play(welcome(NEW)).effects()).toEqual([{ kind: 'redial', callId: X }])
    const effects = caller.play(redial(X, Y)).effects()
    expect(commands(effects)).toEqual(['hangup', 'invite'])
    expect(kinds(effects)).not.toContain('release')
    expect(effects).toContainEqual({ kind: 'rename-media', from: X, to: Y })
    expect(caller.call('calling')).toMatchObject({ callId: Y, progress: 'dialling', target: { contact: 'ben' } })
    expect(caller.phone().over).toContain(X)
  })

  test('F-34: its invite is repeated while the others come back, and not for ever', () => {
    const caller = started().play(dial(X), inviteOk(X), welcome(NEW))
    const waits: number[] = []
    caller.effects()
    let last = X
    for (let next = 0; caller.phone().call.name === 'calling' && next < 9; next += 1) {
      caller.play(redial(last, id(`try${next}`)), unreachable(id(`try${next}`)))
      waits.push(...caller.effects().flatMap((effect) => (effect.kind === 'start-timer' ? [effect.ms] : [])))
      last = id(`try${next}`)
      caller.play(timer(last, 'redial'))
    }
    expect(waits).toEqual([500, 1_000, 1_500, 2_000])
    expect(caller.phone()).toMatchObject({ call: { name: 'idle' }, last: { reason: 'unreachable' } })
  })

  test('an answer to the old invite that comes late does not bring it back', () => {
    const caller = started().play(dial(X), welcome(NEW), redial(X, Y))
    caller.effects()
    expect(commands(caller.play(inviteOk(X)).effects())).toEqual([])
    expect(caller.call('calling').callId).toBe(Y)
  })

  test('a host that says it stops is awaited for 10 s', () => {
    const caller = started().play(dial(X), inviteOk(X))
    caller.effects()
    const stopped: CallEvent = { kind: 'ended', callId: X, reason: 'host-restarted', by: null }
    expect(caller.play(stopped).effects()).toContainEqual({
      kind: 'start-timer',
      callId: X,
      timer: 'redial',
      ms: 10_000,
    })
    expect(kinds(caller.play(welcome(NEW)).effects())).toEqual(['redial'])
    const alone = started().play(dial(X), inviteOk(X), stopped, timer(X, 'redial'))
    expect(alone.phone().last?.reason).toBe('host-restarted')
  })

  test('what rings, or has just been accepted, ends: consent is not taken over to the next call', () => {
    const rings = started().play({ kind: 'incoming', invite: invite(X) })
    expect(rings.play(welcome(NEW)).phone().last?.reason).toBe('host-restarted')
    const accepting = started().play({ kind: 'incoming', invite: invite(X) }, { kind: 'accept', video: false })
    expect(kinds(accepting.play(welcome(NEW)).effects())).toContain('release')
    expect(accepting.phone().last?.reason).toBe('host-restarted')
  })

  test('an invite that was kept while dialling is dead with the old host', () => {
    const caller = started().play(
      dial(X),
      inviteOk(X),
      { kind: 'incoming', invite: invite(Z) },
      welcome(NEW),
      redial(X, Y),
    )
    expect(caller.call('calling').kept).toBeNull()
    expect(caller.phone().over).toContain(Z)
  })

  test('F-35: a running call is claimed with its side and its other end, and goes on', () => {
    const callee = talking()
    callee.effects()
    expect(callee.play(welcome(NEW)).effects()).toEqual([
      {
        kind: 'ask',
        command: {
          name: 'claim',
          payload: { callId: X, side: 'callee', peer: { contact: BEN.contact, device: BEN.device } },
        },
      },
    ])
    for (const status of ['ok', 'denied', 'unsent'] as const)
      expect(callee.play(claimAcked(X, status)).phone().call.name).toBe('active')
  })

  test('R-9: a claim that meets another call of this person is said again every 5 s', () => {
    const callee = talking().play(welcome(NEW))
    callee.effects()
    expect(callee.play(claimAcked(X, 'busy')).effects()).toEqual([
      { kind: 'start-timer', callId: X, timer: 'claim', ms: 5_000 },
    ])
    expect(commands(callee.play(timer(X, 'claim')).effects())).toEqual(['claim'])
    const caller = started().play(dial(X), inviteOk(X), accepted(X))
    caller.effects()
    expect(commands(caller.play(timer(X, 'claim')).effects())).toEqual(['claim'])
  })

  test('R-9: who had just accepted tells the caller, who may have heard of it', () => {
    const accepting = started().play({ kind: 'incoming', invite: invite(X) }, { kind: 'accept', video: false })
    accepting.effects()
    const effects = accepting.play(welcome(NEW)).effects()
    expect(kinds(effects)).toContain('channel-hang-up')
    expect(commands(effects)).toContain('hangup')
  })

  test('F-35: one that is still connecting is claimed as well', () => {
    const caller = started().play(dial(X), inviteOk(X), accepted(X))
    caller.effects()
    expect(commands(caller.play(welcome(NEW)).effects())).toEqual(['claim'])
  })

  test('R-10: a running call that the same host does not list is claimed, and over if the other end has hung up', () => {
    const callee = talking()
    callee.effects()
    expect(commands(callee.play(welcome(OLD)).effects())).toEqual(['claim'])
    const effects = callee.play(claimAcked(X, 'gone')).effects()
    expect(kinds(effects)).toEqual(expect.arrayContaining(['channel-hang-up', 'release']))
    expect(callee.phone()).toMatchObject({ call: { name: 'idle' }, last: { reason: 'hangup' } })
  })

  test('F-40: whoever slept through the end of the call reads the reason that the other end gave', () => {
    const callee = talking().play(welcome(OLD))
    callee.play({ kind: 'claim-acked', callId: X, result: { status: 'gone', reason: 'peer-lost' } })
    expect(callee.phone()).toMatchObject({ call: { name: 'idle' }, last: { reason: 'peer-lost', ours: false } })
  })
})

describe('a line that is down while it rings (R-12)', () => {
  /** Down since the player's first moment. */
  const lineDown: CallEvent = { kind: 'line-down', since: 1_000 }

  test('the caller gives up after 12 s: nobody can tell it whether it still rings', () => {
    const caller = started().play(dial(X), inviteOk(X))
    caller.effects()
    expect(caller.play(lineDown).effects()).toEqual([{ kind: 'start-timer', callId: X, timer: 'lease', ms: 12_000 }])
    const over = caller.play(timer(X, 'lease'))
    expect(over.phone()).toMatchObject({ last: { reason: 'unreachable' }, outbox: [{ command: { name: 'hangup' } }] })
  })

  test('attempts that fail do not make the lease longer, and a call that began without a line has its own', () => {
    const caller = started().play(dial(X), inviteOk(X), lineDown)
    caller.effects()
    expect(caller.pass(5_000).play(lineDown).effects()).toEqual([
      { kind: 'start-timer', callId: X, timer: 'lease', ms: 7_000 },
    ])
    const late = started().pass(60_000).play(dial(X), lineDown)
    expect(late.effects().at(-1)).toMatchObject({ timer: 'lease', ms: 12_000 })
  })

  test('back in time it goes on', () => {
    const listed: CallEvent = {
      kind: 'welcome',
      epoch: OLD,
      calls: [{ side: 'caller', callId: X, phase: 'ringing', peer: null, video: false }],
    }
    const caller = started().play(dial(X), inviteOk(X), lineDown)
    caller.effects()
    expect(caller.play(listed).effects()).toEqual([{ kind: 'stop-timer', callId: X, timer: 'lease' }])
    expect(caller.play(answer(X)).call('calling').callId).toBe(X)
  })
})

describe('an invite that comes while this phone dials, and a line that breaks (R-5, R-10)', () => {
  const listing = (callId: string): CallEvent => ({
    kind: 'welcome',
    epoch: OLD,
    calls: [{ side: 'callee', callId, phase: 'ringing', invite: invite(callId) }],
  })

  test('F-02: the snapshot brings it like an event: it rings when this call is given up', () => {
    const caller = started().play(dial(X), listing(Y))
    expect(caller.call('calling').kept?.callId).toBe(Y)
    expect(caller.play({ kind: 'hang-up' }).call('ringing').callId).toBe(Y)
  })

  test('F-01: the snapshot brings it like an event: the merged call is accepted', () => {
    const merged: CallEvent = { kind: 'invite-acked', callId: X, result: { status: 'merged', callId: Y } }
    expect(started().play(dial(X), listing(Y), merged).call('accepting').callId).toBe(Y)
  })

  test('R-7: one that is over here is told so, whatever this phone does', () => {
    const caller = started().play({ kind: 'incoming', invite: invite(Y) }, timer(Y, 'lease'), dial(X))
    caller.effects()
    expect(commands(caller.play(listing(Y)).effects())).toEqual(['hangup'])
    expect(caller.call('calling').kept).toBeNull()
  })

  test('R-10: while this phone still believes in a call that the same host has ended, that call is over and the new one rings', () => {
    const callee = talking().play(listing(Y))
    expect(callee.phone()).toMatchObject({ call: { name: 'ringing', callId: Y }, over: [X] })
    const accepting = started().play({ kind: 'incoming', invite: invite(X) }, { kind: 'accept', video: false })
    expect(accepting.play(listing(Y)).call('ringing').callId).toBe(Y)
  })

  test('R-9: a host that forgot the call is told of it first', () => {
    const listed: CallEvent = { ...listing(Y), epoch: NEW } as CallEvent
    expect(talking().play(listed).call('active').callId).toBe(X)
  })

  test('F-34: dialling anew keeps what rings meanwhile at the new host', () => {
    const caller = started()
      .play(dial(X), welcome(NEW))
      .play({ kind: 'redial', callId: X, newId: id('again') }, { kind: 'incoming', invite: invite(Z) })
      .play({ kind: 'redial', callId: id('again'), newId: id('once-more') })
    expect(caller.call('calling').kept?.callId).toBe(Z)
  })

  test('F-15: it is forgotten when the snapshot does not list it any more: its end was lost', () => {
    const caller = started().play(dial(X), { kind: 'incoming', invite: invite(Y) }, welcome(OLD))
    expect(caller.call('calling').kept).toBeNull()
    expect(caller.play({ kind: 'hang-up' }).phone().call.name).toBe('ending')
  })
})
