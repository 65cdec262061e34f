import { describe, expect, test } from 'vitest'

import type { LoopResult, ServerResult } from '../../../../src-renderer/doctor/network-report.ts'
import {
  signalingVerdict,
  stunVerdict,
  turnVerdict,
  udpVerdict,
} from '../../../../src-renderer/doctor/network-report.ts'
import { candidate, stun, turn } from '../../../support/evidence.ts'

const loop = (change: Partial<LoopResult> = {}): LoopResult => ({
  candidates: [candidate('host')],
  errors: [],
  gathered: true,
  roundTripMs: null,
  ...change,
})
const passed = loop({ roundTripMs: 3 })
const silent = loop({ gathered: false })
const asked = (server: ServerResult['server'], change: Partial<LoopResult> = {}): ServerResult => ({
  server,
  result: loop(change),
})
const relayed = { candidates: [candidate('relay')], roundTripMs: 4 }
const bad = (check: string, kind: string) => ({ status: 'bad', problem: { check, kind } })

describe('signaling', () => {
  test('a command that was answered is a round trip, one that was not is a host that does not answer', () => {
    expect(signalingVerdict(12)).toEqual({ status: 'good', roundTripMs: 12 })
    expect(signalingVerdict(null)).toEqual(bad('signaling', 'no-answer'))
  })
})

describe('UDP', () => {
  test.each([
    ['a message between two connections of this page', passed, [], { status: 'good', roundTripMs: 3 }],
    ['no candidates at all', loop({ candidates: [] }), [], bad('udp', 'no-network')],
    ['addresses, but nothing passes', loop(), [], bad('udp', 'blocked-here')],
    [
      'F-45 nothing but names, and nothing passes',
      loop({ candidates: [candidate('host', { address: 'hidden' })] }),
      [],
      bad('udp', 'names-hidden'),
    ],
    [
      'every server over UDP is silent',
      passed,
      [asked(stun, silent), asked(turn(), silent)],
      bad('udp', 'blocked-outside'),
    ],
    ['one of them answers', passed, [asked(stun, silent), asked(turn(), relayed)], { status: 'good', roundTripMs: 3 }],
    ['a refusal is an answer', passed, [asked(turn(), { errors: [401] })], { status: 'good', roundTripMs: 3 }],
    [
      'a relay over TCP says nothing about UDP',
      passed,
      [asked(turn('tcp'), silent)],
      { status: 'good', roundTripMs: 3 },
    ],
  ])('%s', (_name, direct, outside, verdict) => {
    expect(udpVerdict(direct, outside)).toEqual(verdict)
  })
})

describe('STUN', () => {
  test.each([
    ['none configured', [], { status: 'absent' }],
    ['a server-reflexive candidate', [asked(stun, { candidates: [candidate('srflx')] })], { status: 'good' }],
    ['no router between: the same address again makes no candidate', [asked(stun)], { status: 'good' }],
    ['no answer (701)', [asked(stun, { errors: [701] })], bad('stun', 'silent')],
    ['no answer, not even an error in time', [asked(stun, silent)], bad('stun', 'silent')],
    ['one of two answers', [asked(stun), asked(stun, silent)], bad('stun', 'partly-silent')],
  ])('%s', (_name, results, verdict) => {
    expect(stunVerdict(results)).toMatchObject(verdict)
  })
})

describe('TURN', () => {
  test.each([
    ['none configured', [], { status: 'absent' }],
    ['a message went through', [asked(turn(), relayed)], { status: 'good', roundTripMs: 4 }],
    ['wrong or expired credentials (401)', [asked(turn(), { errors: [401] })], bad('turn', 'refused')],
    ['no room (486)', [asked(turn(), { errors: [486] })], bad('turn', 'full')],
    ['not reached (701)', [asked(turn('tcp'), { errors: [701] })], bad('turn', 'unreachable')],
    ['no answer in time', [asked(turn(), silent)], bad('turn', 'unreachable')],
    [
      'allocated, but passes nothing on',
      [asked(turn(), { candidates: [candidate('relay')] })],
      bad('turn', 'no-passage'),
    ],
    [
      'UDP blocked, TCP works',
      [asked(turn(), silent), asked(turn('tcp'), relayed)],
      { status: 'bad', problem: { kind: 'partly', works: 'TCP', fails: 'UDP' } },
    ],
    [
      'two servers over UDP, one refuses',
      [asked(turn(), relayed), asked(turn(), { errors: [401] })],
      bad('turn', 'refused'),
    ],
  ])('%s', (_name, results, verdict) => {
    expect(turnVerdict(results, { relayOnly: false, hasRelay: results.length > 0 })).toMatchObject(verdict)
  })
  test('relay only without a relay: no call can come about', () => {
    expect(turnVerdict([], { relayOnly: true, hasRelay: false })).toEqual(bad('turn', 'missing'))
  })
  test('a relay whose credentials the host did not give cannot be tried', () => {
    expect(turnVerdict([], { relayOnly: false, hasRelay: true })).toEqual(bad('turn', 'no-credentials'))
  })
})
