import { describe, expect, test } from 'vitest'

import type { Cause, Surroundings } from '../../../../src-renderer/doctor/diagnose.ts'
import { diagnose, relayState } from '../../../../src-renderer/doctor/diagnose.ts'
import type { PathEvidence } from '../../../../src-renderer/doctor/evidence.ts'
import { candidate, connected, evidence, pair, stun, turn } from '../../../support/evidence.ts'

const ENDED: Surroundings = { lineUp: true, peerSends: true, over: true }
const RUNNING: Surroundings = { ...ENDED, over: false }
const hidden = candidate('host', { address: 'hidden' })
const behindNat: Partial<PathEvidence> = {
  local: [candidate('host'), candidate('srflx')],
  remote: [candidate('host'), candidate('srflx')],
  servers: [stun],
}
const refused = { code: 401, server: turn() }
const blocked = (
  obstacle: Extract<Cause, { kind: 'blocked' }>['obstacle'],
  relay: Extract<Cause, { kind: 'blocked' }>['relay'],
): Cause => ({ kind: 'blocked', obstacle, relay })

/** What is known → what is said first. */
const CASES: readonly (readonly [string, PathEvidence, Partial<Surroundings>, Cause])[] = [
  ['no candidates: this machine has no network', evidence({ local: [], pairs: [] }), {}, { kind: 'no-network' }],
  ['checks without an answer, no relay: UDP is blocked', evidence(), {}, blocked('udp', 'none')],
  ['a relay whose credentials never came', evidence({ hasRelay: true }), {}, blocked('udp', 'no-credentials')],
  [
    'and with credentials that the relay refused (401)',
    evidence({ servers: [turn()], errors: [refused] }),
    {},
    blocked('udp', 'refused'),
  ],
  [
    'a nonce that went stale (438) is a refusal too',
    evidence({ servers: [turn()], errors: [{ code: 438, server: turn() }] }),
    {},
    blocked('udp', 'refused'),
  ],
  [
    'a quota that is used up (486) is not a wrong password',
    evidence({ servers: [turn()], errors: [refused, { code: 486, server: turn() }] }),
    {},
    blocked('udp', 'full'),
  ],
  [
    'a relay that the browser could not reach (701)',
    evidence({ servers: [turn('tcp')], errors: [{ code: 701, server: turn('tcp') }] }),
    {},
    blocked('udp', 'unreachable'),
  ],
  [
    'a relay that simply says nothing: Chromium reports that only after 39.75 s',
    evidence({ servers: [turn()], gathered: false }),
    {},
    blocked('udp', 'unreachable'),
  ],
  [
    'a STUN server that refuses says nothing about the relay',
    evidence({ servers: [stun], errors: [{ code: 400, server: stun }] }),
    {},
    blocked('udp', 'none'),
  ],
  [
    'a relay was there, but its pairs had no answer',
    evidence({ servers: [turn()], local: [candidate('host'), candidate('relay')] }),
    {},
    blocked('udp', 'silent'),
  ],
  [
    'the other end’s relay counts as well',
    evidence({ servers: [turn()], errors: [refused], remote: [candidate('relay')] }),
    {},
    blocked('udp', 'silent'),
  ],
  ['both ends behind routers, no relay', evidence(behindNat), {}, blocked('nat', 'none')],
  [
    'both ends behind routers, relay refused',
    evidence({ ...behindNat, servers: [stun, turn()], errors: [refused] }),
    {},
    blocked('nat', 'refused'),
  ],
  [
    'only one end knows its outside: not the routers',
    evidence({ local: behindNat.local ?? [] }),
    {},
    blocked('udp', 'none'),
  ],
  [
    'relay only, none configured',
    evidence({ relayOnly: true, local: [], pairs: [] }),
    {},
    blocked('relay-only', 'none'),
  ],
  [
    'relay only, refused',
    evidence({ relayOnly: true, local: [], pairs: [], servers: [turn()], errors: [refused] }),
    {},
    blocked('relay-only', 'refused'),
  ],
  [
    'relay only, and it passes nothing on',
    evidence({ relayOnly: true, local: [candidate('relay')], remote: [candidate('relay')], servers: [turn()] }),
    {},
    blocked('relay-only', 'silent'),
  ],
  [
    'F-45 their names could not be resolved: no pair was ever made',
    evidence({ remote: [hidden], pairs: [] }),
    {},
    { kind: 'names-hidden', whose: 'theirs' },
  ],
  [
    'F-45 both hide',
    evidence({ local: [hidden], remote: [hidden], pairs: [] }),
    {},
    { kind: 'names-hidden', whose: 'both' },
  ],
  [
    'hidden names that were tried are not the cause',
    evidence({ local: [hidden], remote: [hidden] }),
    {},
    blocked('udp', 'none'),
  ],
  ['no answer to the offer', evidence({ described: false, remote: [], pairs: [] }), {}, { kind: 'peer-silent' }],
  ['an answer without candidates', evidence({ remote: [], pairs: [] }), {}, { kind: 'peer-without-network' }],
  [
    'no answer, and the line is down here',
    evidence({ described: false, remote: [], pairs: [] }),
    { lineUp: false },
    { kind: 'line-lost' },
  ],
  [
    'no candidates of theirs, and the line is down here',
    evidence({ remote: [], pairs: [] }),
    { lineUp: false },
    { kind: 'line-lost' },
  ],
  [
    'their checks arrive, ours are not answered',
    evidence({ pairs: [pair({ requestsReceived: 4 })] }),
    {},
    { kind: 'one-way-path' },
  ],
  [
    'TCP pairs of two browsers never meet and prove nothing',
    evidence({
      remote: [hidden],
      pairs: [pair({ local: candidate('host', { protocol: 'tcp' }), remote: candidate('host', { protocol: 'tcp' }) })],
    }),
    {},
    { kind: 'names-hidden', whose: 'theirs' },
  ],
  ['DTLS failed', connected({ dtls: 'failed' }), RUNNING, { kind: 'dtls-failed' }],
  ['DTLS never came up', connected({ dtls: 'connecting' }), {}, { kind: 'dtls-failed' }],
  ['a path that was there broke', connected({ ice: 'disconnected' }), RUNNING, { kind: 'path-lost' }],
  ['a path that was there failed', connected({ ice: 'failed' }), {}, { kind: 'path-lost' }],
  [
    'F-44 nothing is heard of somebody who sends',
    connected({ voice: { sent: 500, received: 0 } }),
    RUNNING,
    { kind: 'nothing-heard' },
  ],
]

describe('why two phones find no path', () => {
  test.each(CASES)('%s', (_name, found, surroundings, cause) => {
    expect(diagnose(found, { ...ENDED, ...surroundings })[0]).toEqual(cause)
  })

  test('every relay state is told apart', () => {
    const seen = new Set(CASES.map(([, found]) => relayState(found)))
    expect([...seen].sort()).toEqual(['full', 'no-credentials', 'none', 'refused', 'silent', 'unreachable'])
  })

  test('the most telling cause comes first, what follows from it after', () => {
    const oneWay = evidence({ pairs: [pair({ requestsReceived: 4 })] })
    expect(diagnose(oneWay, ENDED)).toEqual([{ kind: 'one-way-path' }, blocked('udp', 'none')])
    expect(diagnose(evidence({ remote: [hidden], pairs: [] }), ENDED)).toHaveLength(2)
  })
})

describe('nothing is said', () => {
  test('while a call is being set up', () => {
    expect(diagnose(evidence(), RUNNING)).toEqual([])
  })
  test('of a path that works', () => {
    expect(diagnose(connected(), RUNNING)).toEqual([])
    expect(diagnose(connected(), ENDED)).toEqual([])
  })
  test('of somebody who listens only, or has just begun', () => {
    expect(diagnose(connected({ voice: { sent: 500, received: 0 } }), { ...RUNNING, peerSends: false })).toEqual([])
    expect(diagnose(connected({ voice: { sent: 50, received: 0 } }), RUNNING)).toEqual([])
  })
})
