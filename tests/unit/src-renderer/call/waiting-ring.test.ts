import { describe, expect, test } from 'vitest'

import type { CallEvent } from '../../../../src-renderer/call/events.ts'
import {
  ANA,
  answered,
  claimAcked,
  commands,
  ended,
  id,
  invite,
  kinds,
  player,
  welcome,
} from '../../../support/phone-player.ts'

const X = id('x')
const Y = id('y')
const [OLD, NEW] = [id('old'), id('new')]

const talking = () => player().play(welcome(OLD), ...answered(X))

describe('a ring that comes while the claim of a call is on its way (R-9)', () => {
  const ring: CallEvent = { kind: 'incoming', invite: invite(Y, ANA) }
  const waiting = () => {
    const phone = talking().play(welcome(NEW), ring)
    phone.effects()
    return phone
  }

  test('waits, and rings once that call is over, as old as it is by then', () => {
    const phone = waiting().pass(2_000).play(claimAcked(X, 'gone'))
    expect(phone.call('ringing')).toMatchObject({ callId: Y, beganAt: 1_000 })
    const effects = phone.effects()
    expect(kinds(effects).indexOf('release')).toBeLessThan(kinds(effects).indexOf('send'))
    expect(commands(effects)).toContain('ringing')
  })

  test('waits as well when the welcome names it', () => {
    const listed: CallEvent = {
      kind: 'welcome',
      epoch: NEW,
      calls: [{ side: 'callee', callId: Y, phase: 'ringing', invite: invite(Y, ANA) }],
    }
    expect(talking().play(listed, claimAcked(X, 'gone')).call('ringing').callId).toBe(Y)
  })

  test('does not ring when the claim has ended it, nor for a user who is leaving', () => {
    const claimed = waiting().play(claimAcked(X, 'ok'), ended(Y, 'cancelled'), ended(X, 'hangup'))
    expect(claimed.phone().call.name).toBe('idle')
    expect(waiting().play({ kind: 'leave' }).phone().call.name).toBe('idle')
  })

  test('R-12: does not ring when the line went down meanwhile: the next welcome names it, or it is over', () => {
    const phone = waiting().play({ kind: 'line-down', since: 1_000 }, { kind: 'hang-up' })
    expect(phone.phone().call.name).toBe('ending')
  })

  test('F-14: is written down as missed when it is too old by then', () => {
    const phone = waiting().pass(43_000)
    phone.effects()
    const [, missed] = phone
      .play(claimAcked(X, 'gone'))
      .effects()
      .filter((effect) => effect.kind === 'record')
    expect(missed).toMatchObject({ ended: { callId: Y, missed: true } })
    expect(phone.phone().call.name).toBe('idle')
  })
})
