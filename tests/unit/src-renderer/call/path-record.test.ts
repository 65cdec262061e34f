import { expect, test } from 'vitest'

import { createPathRecorder } from '../../../../src-renderer/call/path-record.ts'
import type { PeerConnection } from '../../../../src-renderer/call/ports.ts'
import type { PathEvidence } from '../../../../src-renderer/doctor/evidence.ts'
import { connected, evidence } from '../../../support/evidence.ts'
import { fakeClock } from '../../../support/fake-clock.ts'
import { id } from '../../../support/phone-player.ts'

const CALL = id('call')
const settle = () => new Promise((resolve) => setImmediate(resolve))

function rig() {
  const clock = fakeClock()
  let level = 0
  let found: PathEvidence | Error = connected()
  let peer: Pick<PeerConnection, 'evidence' | 'remoteLevel'> | null = {
    remoteLevel: () => level,
    evidence: async () => {
      if (found instanceof Error) throw found
      return found
    },
  }
  const recorder = createPathRecorder(
    clock,
    () => peer as PeerConnection | null,
    () => {},
  )
  return {
    clock,
    recorder,
    becomes: (next: PathEvidence | Error) => (found = next),
    speaks: () => (level = 0.2),
    closes: () => (peer = null),
    async pass(ms: number) {
      clock.pass(ms)
      await settle()
    },
  }
}

test('while the call lives its path is looked at again and again', async () => {
  const { recorder, pass, becomes } = rig()
  recorder.begin(CALL)
  await pass(1_000)
  expect(recorder.record()?.evidence?.ice).toBe('connected')
  becomes(connected({ ice: 'disconnected' }))
  await pass(2_000)
  expect(recorder.record()?.evidence?.ice).toBe('disconnected')
})

test('at the end it is looked at once more, though the connection is given up in the same tick', async () => {
  const { recorder, becomes, closes, clock } = rig()
  recorder.begin(CALL)
  becomes(evidence())
  recorder.end(null)
  closes()
  await settle()
  expect(recorder.record()?.evidence).toEqual(evidence())
  expect(clock.waiting()).toBe(0)
})

test('what cannot be read leaves what was known', async () => {
  const { recorder, becomes, pass } = rig()
  recorder.begin(CALL)
  await pass(1_000)
  becomes(new Error('closed'))
  recorder.end(null)
  await settle()
  expect(recorder.record()?.evidence).toEqual(connected())
})

test('a last look that finds no pairs any more does not take away those that were seen', async () => {
  const { recorder, becomes, pass } = rig()
  recorder.begin(CALL)
  await pass(1_000)
  becomes(evidence({ pairs: [] }))
  recorder.end(null)
  await settle()
  expect(recorder.record()?.evidence).toEqual(connected())
})

test('the first sound of the other end is stamped once', async () => {
  const { recorder, speaks, pass, clock } = rig()
  recorder.begin(CALL)
  await pass(40)
  speaks()
  await pass(10)
  expect(recorder.record()?.heardAt).toBe(50)
  await pass(500)
  expect(recorder.record()?.heardAt).toBe(50)
  recorder.close()
  expect(clock.waiting()).toBe(0)
})

test('nobody listens for ever: what is silent for ten seconds has no figure', async () => {
  const { recorder, speaks, pass } = rig()
  recorder.begin(CALL)
  await pass(10_100)
  speaks()
  await pass(100)
  expect(recorder.record()?.heardAt).toBeNull()
})

test('a look that comes back late does not change the record of the next call', async () => {
  const { recorder, becomes } = rig()
  recorder.begin(CALL)
  recorder.end(null)
  becomes(evidence())
  recorder.begin(id('next'))
  await settle()
  expect(recorder.record()).toMatchObject({ callId: id('next'), evidence: null })
})
