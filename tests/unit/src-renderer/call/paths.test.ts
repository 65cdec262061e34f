import { describe, expect, test } from 'vitest'

import type { CallEvent, Effect } from '../../../../src-renderer/call/events.ts'
import {
  acceptOk,
  accepted,
  answer,
  BEN,
  candidates,
  commands,
  dial,
  id,
  invite,
  inviteOk,
  kinds,
  offer,
  path,
  player,
} from '../../../support/phone-player.ts'

const X = id('x')
const EPOCH = id('epoch')

const inbound = (silentMs: number, generation = 1): CallEvent => ({ kind: 'inbound', callId: X, generation, silentMs })
const timer = (name: 'restart' | 'path-lost'): CallEvent => ({ kind: 'timer', callId: X, timer: name })
const ownOffer = (sdp = 'v=0 restart'): CallEvent => ({
  kind: 'own-description',
  callId: X,
  generation: 1,
  role: 'offer',
  answers: null,
  sdp,
})
const ownMedia: CallEvent = { kind: 'own-media', callId: X, microphone: 'on', camera: 'off' }
const listed: CallEvent = {
  kind: 'welcome',
  epoch: EPOCH,
  calls: [{ side: 'callee', callId: X, phase: 'active', invite: invite(X) }],
}

function talking(from = BEN) {
  const phone = player().play(
    { kind: 'incoming', invite: invite(X, from) },
    offer(X),
    { kind: 'accept', video: false },
    acceptOk(X),
    path(X, 'connected'),
    ownMedia,
  )
  phone.effects()
  return phone
}
const lost = (from = BEN) => talking(from).play(inbound(2_600))

const started = (effects: readonly Effect[], name: string) =>
  effects.flatMap((effect) => (effect.kind === 'start-timer' && effect.timer === name ? [effect.ms] : []))

describe('a running call whose path is lost', () => {
  test('restarts ICE at once and every 3 s, and counts 30 s from the last byte', () => {
    const phone = lost()
    const effects = phone.effects()
    expect(phone.phone().call.name).toBe('reconnecting')
    expect(kinds(effects)).toContain('restart-ice')
    expect(started(effects, 'path-lost')).toEqual([27_400])
    expect(started(effects, 'restart')).toEqual([3_000])
    const again = phone.play(timer('restart')).effects()
    expect(kinds(again)).toEqual(['restart-ice', 'start-timer'])
    expect(started(again, 'path-lost')).toEqual([])
  })

  test('F-44: tells the other end on both ways that nothing arrives, and when something does again', () => {
    const phone = lost()
    const said = (effects: readonly Effect[]) =>
      effects.flatMap((effect) => (effect.kind === 'channel-media' ? [effect.state.receiving] : []))
    const first = phone.effects()
    expect(said(first)).toEqual([false])
    expect(commands(first)).toEqual(['media-state'])
    const back = phone.play(inbound(0)).effects()
    expect(said(back)).toEqual([true])
    expect(phone.phone().call.name).toBe('active')
    expect(back.filter((effect) => effect.kind === 'stop-timer').map((effect) => effect.timer)).toEqual(
      expect.arrayContaining(['path-lost', 'restart']),
    )
  })

  test('F-40: ends peer-lost 30 s after the last byte, with a hang-up on both ways', () => {
    const phone = lost()
    phone.effects()
    const effects = phone.play(timer('path-lost')).effects()
    expect(kinds(effects)).toEqual(expect.arrayContaining(['channel-hang-up', 'farewell', 'release']))
    expect(phone.phone().last?.reason).toBe('peer-lost')
  })

  test('F-40: after a sleep longer than that it is over at once', () => {
    expect(started(talking().play(inbound(600_000)).effects(), 'path-lost')).toEqual([0])
  })

  test('ICE that fails does not end it: a restart may still help', () => {
    const phone = talking().play(path(X, 'failed'))
    expect(phone.phone().call.name).toBe('reconnecting')
    expect(kinds(phone.effects())).toContain('restart-ice')
  })

  test('a fresh line to the host is a second way for the offer: it goes at once', () => {
    const phone = lost()
    phone.effects()
    expect(kinds(phone.play(listed).effects())).toEqual(['restart-ice', 'start-timer'])
  })

  test('F-41: another address restarts ICE before anybody notices the silence', () => {
    const phone = talking()
    expect(kinds(phone.play({ kind: 'address-changed' }).effects())).toEqual(['restart-ice'])
    expect(phone.phone().call.name).toBe('active')
    const gone = lost()
    gone.effects()
    expect(kinds(gone.play({ kind: 'address-changed' }).effects())).toEqual(['restart-ice', 'start-timer'])
    expect(player().play({ kind: 'address-changed' }).effects()).toEqual([])
  })

  test('news of a connection that was replaced count for nothing', () => {
    expect(talking().play(inbound(2_600, 2)).phone().call.name).toBe('active')
  })
})

describe('an old client', () => {
  const classic = { ...BEN, classic: true as const }

  test('is given 2 s after ICE says disconnected, and no restart', () => {
    const phone = talking(classic).play(path(X, 'disconnected'))
    const effects = phone.effects()
    expect(started(effects, 'path-lost')).toEqual([2_000])
    expect(kinds(effects)).not.toContain('restart-ice')
    expect(phone.play(timer('path-lost')).phone().last?.reason).toBe('peer-lost')
  })

  test('is not asked for another path when this machine moves', () => {
    expect(talking(classic).play({ kind: 'address-changed' }).effects()).toEqual([])
  })
})

describe('later negotiation', () => {
  test('F-16: goes both ways under one number, and the copy that comes second is dropped', () => {
    const phone = talking()
    const effects = phone.play(ownOffer()).effects()
    const [sent] = effects.flatMap((effect) => (effect.kind === 'send' ? [effect.command.payload] : []))
    const [channel] = effects.flatMap((effect) => (effect.kind === 'channel-description' ? [effect.description] : []))
    expect(channel).toEqual(sent)
    const seq = channel?.seq ?? -1
    expect(kinds(phone.play(answer(X, 7, 1, seq)).effects())).toEqual(['peer-description'])
    expect(phone.play(answer(X, 7, 1, seq)).effects()).toEqual([])
  })

  test('an answer to an offer that was replaced is dropped', () => {
    const phone = talking().play(ownOffer('first'))
    const [first] = phone
      .effects()
      .flatMap((effect) => (effect.kind === 'channel-description' ? [effect.description.seq] : []))
    phone.play(ownOffer('second'))
    phone.effects()
    expect(phone.play(answer(X, 8, 1, first)).effects()).toEqual([])
  })

  test('F-23: an offer of the other end goes to the connection in either role', () => {
    expect(kinds(talking().play(offer(X, 9)).effects())).toEqual(['peer-description'])
    const caller = player().play(dial(X), inviteOk(X), accepted(X), path(X, 'connected'))
    caller.effects()
    expect(kinds(caller.play(offer(X, 9)).effects())).toEqual(['peer-description'])
  })

  test('R-18: a second offer before Accept opens nothing and changes nothing', () => {
    const ringing = player().play({ kind: 'incoming', invite: invite(X) }, offer(X))
    ringing.effects()
    expect(ringing.play(offer(X, 9)).effects()).toEqual([])
  })

  test('candidates of a restart go both ways as well', () => {
    const phone = talking()
    const own: CallEvent = { kind: 'own-candidates', callId: X, generation: 1, candidates: [], end: true }
    expect(kinds(phone.play(own).effects())).toEqual(['send', 'channel-candidates'])
    expect(kinds(phone.play(candidates(X, 5)).effects())).toEqual(['peer-candidates'])
    expect(phone.play(candidates(X, 5)).effects()).toEqual([])
  })
})

describe('hold', () => {
  const hold = (on: boolean): CallEvent => ({ kind: 'hold', on })

  test('stops both directions here and is told on both ways; Resume takes it back', () => {
    const phone = talking()
    const held = phone.play(hold(true)).effects()
    expect(kinds(held)).toEqual(['set-hold', 'channel-media', 'send'])
    expect(held).toContainEqual(
      expect.objectContaining({
        kind: 'channel-media',
        state: expect.objectContaining({ hold: true, microphone: 'on' }),
      }),
    )
    expect(phone.call('active').hold).toBe(true)
    expect(phone.play(hold(true)).effects()).toEqual([])
    expect(kinds(phone.play(hold(false)).effects())).toEqual(['set-hold', 'channel-media', 'send'])
    expect(phone.call('active').hold).toBe(false)
  })

  test('outlives a lost path and says nothing about mute', () => {
    const phone = talking().play(hold(true), inbound(2_600))
    expect(phone.call('reconnecting').hold).toBe(true)
    const muted: CallEvent = { kind: 'own-media', callId: X, microphone: 'muted', camera: 'off' }
    phone.effects()
    expect(phone.play(muted).effects()).toContainEqual(
      expect.objectContaining({
        kind: 'channel-media',
        state: expect.objectContaining({ hold: true, microphone: 'muted', receiving: false }),
      }),
    )
  })

  test('is for calls that run', () => {
    expect(player().play(dial(X), inviteOk(X)).play(hold(true)).call('calling').hold).toBe(false)
  })
})
