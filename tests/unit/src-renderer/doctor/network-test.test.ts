import { expect, test } from 'vitest'

import type { LoopResult, NetworkReport } from '../../../../src-renderer/doctor/network-report.ts'
import type { LoopOptions, OfficeServers } from '../../../../src-renderer/doctor/network-test.ts'
import { ASK_WITHIN, LOOP_WITHIN, runNetworkTest } from '../../../../src-renderer/doctor/network-test.ts'
import { deferred } from '../../../support/deferred.ts'
import { candidate, stun, turn } from '../../../support/evidence.ts'
import { fakeClock } from '../../../support/fake-clock.ts'

const SERVERS: OfficeServers = {
  servers: [
    { fact: stun, iceServer: { urls: ['stun:a'] } },
    { fact: turn('tcp'), iceServer: { urls: ['turn:a?transport=tcp'], username: 'u', credential: 'c' } },
  ],
  relayOnly: false,
  hasRelay: true,
}
const NOTHING: LoopResult = { candidates: [candidate('host')], errors: [], gathered: false, roundTripMs: null }
const PASSED: LoopResult = { ...NOTHING, gathered: true, roundTripMs: 2 }

/** A test whose line and loops answer when told. */
function rig(known: OfficeServers = { servers: [], relayOnly: false, hasRelay: false }) {
  const clock = fakeClock()
  const answer = deferred<OfficeServers | null>()
  const loops: { options: LoopOptions; finish: (result: LoopResult) => void; stopped: boolean }[] = []
  const reports: NetworkReport[] = []
  const cancel = runNetworkTest(
    {
      clock,
      known: () => known,
      ask: () => answer.promise,
      loop(options) {
        const { promise, resolve } = deferred<LoopResult>()
        const entry = { options, finish: resolve, stopped: false }
        loops.push(entry)
        return {
          result: promise,
          stop() {
            entry.stopped = true
            resolve(NOTHING)
          },
        }
      },
    },
    (report) => reports.push(report),
  )
  return {
    clock,
    answer,
    loops,
    reports,
    cancel,
    statuses: () => Object.values(reports.at(-1) ?? {}).map(({ status }) => status),
  }
}
/** Lets everything that was settled be heard of. */
const settle = () => new Promise((resolve) => setImmediate(resolve))

test('each check is told as soon as it is known', async () => {
  const lab = rig()
  expect(lab.statuses()).toEqual(['running', 'running', 'waiting', 'waiting'])
  lab.clock.pass(7)
  lab.answer.resolve(SERVERS)
  await settle()
  expect(lab.reports.at(-1)?.signaling).toEqual({ status: 'good', roundTripMs: 7 })
  expect(lab.statuses()).toEqual(['good', 'running', 'running', 'running'])
  expect(lab.loops.map(({ options }) => [options.server?.urls ?? null, options.relayOnly, options.until])).toEqual([
    [null, false, 'passed'],
    [['stun:a'], false, 'gathered'],
    [['turn:a?transport=tcp'], true, 'passed'],
  ])
  lab.loops[2]?.finish({ ...PASSED, candidates: [candidate('relay')] })
  await settle()
  expect(lab.statuses()).toEqual(['good', 'running', 'running', 'good'])
  lab.loops[1]?.finish(PASSED)
  lab.loops[0]?.finish(PASSED)
  await settle()
  expect(lab.statuses()).toEqual(['good', 'good', 'good', 'good'])
})

test('it is over within 8 s whatever happens, and leaves nothing alive', async () => {
  const lab = rig(SERVERS)
  lab.clock.pass(ASK_WITHIN)
  await settle()
  expect(lab.statuses()).toEqual(['bad', 'running', 'running', 'running'])
  lab.clock.pass(LOOP_WITHIN)
  await settle()
  expect(ASK_WITHIN + LOOP_WITHIN).toBeLessThanOrEqual(8_000)
  expect(lab.statuses()).toEqual(['bad', 'bad', 'bad', 'bad'])
  expect(lab.loops.every(({ stopped }) => stopped)).toBe(true)
  expect(lab.clock.waiting()).toBe(0)
})

test('without servers there is nothing to ask them', async () => {
  const lab = rig()
  lab.answer.resolve({ servers: [], relayOnly: false, hasRelay: false })
  lab.loops[0]?.finish(PASSED)
  await settle()
  expect(lab.loops).toHaveLength(1)
  expect(lab.statuses()).toEqual(['good', 'good', 'absent', 'absent'])
})

test('cancelled, it stops its connections and timers and tells nothing more', async () => {
  const lab = rig()
  lab.answer.resolve(SERVERS)
  await settle()
  const told = lab.reports.length
  lab.cancel()
  await settle()
  expect(lab.loops.every(({ stopped }) => stopped)).toBe(true)
  expect(lab.clock.waiting()).toBe(0)
  expect(lab.reports).toHaveLength(told)
})

test('cancelled before the line answers, no server is asked any more', async () => {
  const lab = rig()
  lab.cancel()
  lab.answer.resolve(SERVERS)
  await settle()
  expect(lab.loops).toHaveLength(1)
})
