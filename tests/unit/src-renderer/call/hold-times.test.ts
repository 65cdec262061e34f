import { describe, expect, test } from 'vitest'

import { holdTimes, neverHeld } from '../../../../src-renderer/call/hold-times.ts'
import type { Phone } from '../../../../src-renderer/call/state.ts'
import { answered, id, player } from '../../../support/phone-player.ts'

const X = id('x')

const talking = () => player().play(...answered(X), { kind: 'own-media', callId: X, microphone: 'on', camera: 'off' })
const peerHolds = (hold: boolean, seq: number) =>
  ({
    kind: 'peer-media',
    callId: X,
    state: { callId: X, seq, microphone: 'on', camera: 'off', hold, receiving: true },
  }) as const

/** The times after each of these moments. */
const follow = (...moments: readonly (readonly [Phone, number])[]) =>
  moments.reduce((times, [phone, now]) => holdTimes(times, phone, now), neverHeld)

describe('since when a call is on hold', () => {
  test('counts from the moment each end began, and keeps it while the other one comes and goes', () => {
    const active = talking().phone()
    const held = talking().play({ kind: 'hold', on: true }).phone()
    const both = talking().play({ kind: 'hold', on: true }, peerHolds(true, 1)).phone()
    const againAlone = talking().play({ kind: 'hold', on: true }, peerHolds(true, 1), peerHolds(false, 2)).phone()
    expect(follow([active, 10], [held, 20])).toEqual({ own: 20, peer: null })
    expect(follow([active, 10], [held, 20], [both, 30])).toEqual({ own: 20, peer: 30 })
    expect(follow([active, 10], [held, 20], [both, 30], [againAlone, 40])).toEqual({ own: 20, peer: null })
  })

  test('begins anew with every hold, and ends with the call', () => {
    const held = talking().play({ kind: 'hold', on: true }).phone()
    const resumed = talking().play({ kind: 'hold', on: true }, { kind: 'hold', on: false }).phone()
    const over = talking().play({ kind: 'hold', on: true }, { kind: 'hang-up' }).phone()
    expect(follow([held, 20], [resumed, 30], [held, 40])).toEqual({ own: 40, peer: null })
    expect(follow([held, 20], [over, 30])).toEqual(neverHeld)
  })
})
