import { expect, onTestFinished, test } from 'vitest'

import type { CommandPayload } from '../../src-signaling/protocol/index.ts'
import type { Message } from '../support/socket-messages.ts'
import type { ServerOptions } from '../../src-signaling/server/create-server.ts'
import { fakeClock } from '../support/fake-clock.ts'
import type { FaultRig, Reached } from '../support/fault-rig.ts'
import { agree, expectAtRest, expectTalk, caughtUp, faultRig, NO_RATES, talking } from '../support/fault-rig.ts'
import { leftOvers, NOTHING } from '../support/node-phone.ts'
import { newCallId } from '../support/signaling-client.ts'
import { expectWithin, stamp } from '../support/within.ts'

/** Messages that cross, come late, twice or never: production phones at a real host, with a proxy before each. */
async function office(options: Partial<ServerOptions> = {}): Promise<FaultRig & { ana: Reached; ben: Reached }> {
  const rig = await faultRig(options)
  onTestFinished(rig.close)
  return Object.assign(rig, { ana: await rig.phone('Ana'), ben: await rig.phone('Ben') })
}

const heardInvites = ({ news }: Reached) =>
  news.filter((one) => one.kind === 'event' && one.event.name === 'incoming').length
const reasons = ({ ended }: Reached) => ended.map(({ reason }) => reason)
const status = ({ payload }: Message) => payload

test('F-02: glare with an invite that is cancelled meanwhile: the other one rings normally', async () => {
  const { ana, ben } = await office()
  const late = ben.proxy.hold({ name: 'invite' })
  ben.call(ana)
  await late.met
  ana.call(ben)
  await ben.when(({ call }) => call.name === 'calling' && call.kept !== null)
  ben.hangUp()
  late.stop()
  await Promise.all([
    ben.reaches('ringing'),
    ana.when(({ call }) => call.name === 'calling' && call.progress === 'ringing'),
  ])
  ben.accept()
  await expectTalk(ana, ben)
  expect(heardInvites(ana)).toBe(0)
})

test('F-01, F-02: glare: the server’s answer comes last, and both talk in one call', async () => {
  const { ana, ben } = await office()
  const late = ana.proxy.hold({ name: 'invite', kind: 'ack' })
  ana.call(ben)
  ben.call(ana)
  await late.met
  late.stop()
  await expectTalk(ana, ben)
  const ids = [ana, ben].map(({ controller }) => {
    const { call } = controller.phone()
    return 'callId' in call ? call.callId : null
  })
  expect(ids[0]).toBe(ids[1])
})

test('F-03: accept crosses cancel, the cancel is first: the same end on both sides, the microphone is closed', async () => {
  const { ana, ben } = await office()
  ana.call(ben)
  await ben.reaches('ringing')
  const accept = ben.proxy.hold({ name: 'accept' })
  const end = ben.proxy.hold({ name: 'ended' })
  ben.accept()
  await accept.met
  ana.hangUp()
  await end.met
  const crossed = stamp()
  accept.stop()
  end.stop()
  expectWithin((await ben.reaches('idle')) - crossed, 300, 'F-03 cancel first')
  await expectAtRest(ana, ben)
  expect([reasons(ana), reasons(ben)]).toEqual([['cancelled'], ['cancelled']])
})

test('F-03: accept crosses cancel, the accept is first: the same end on both sides, the microphone is closed', async () => {
  const { ana, ben } = await office()
  ana.call(ben)
  await ben.reaches('ringing')
  const accepted = ana.proxy.hold({ name: 'accepted' })
  ben.accept()
  await accepted.met
  const crossed = stamp()
  ana.hangUp()
  accepted.stop()
  expectWithin((await ben.reaches('idle')) - crossed, 300, 'F-03 accept first')
  await expectAtRest(ana, ben)
})

test('F-07: a cancel that overtakes its invite: it never rings', async () => {
  const { ana, ben } = await office()
  const invite = ana.proxy.hold({ name: 'invite' })
  const answer = ana.proxy.watch({ name: 'invite', kind: 'ack' })
  ana.call(ben)
  await invite.met
  ana.hangUp()
  await ana.reaches('idle')
  invite.stop()
  expect(status(await answer.met)).toEqual({ status: 'gone' })
  await caughtUp(ben)
  expect(heardInvites(ben)).toBe(0)
})

test('F-09: a second copy of an invite after the end is answered gone, and rings nowhere', async () => {
  const { ana, ben } = await office()
  const seen = ana.proxy.watch({ name: 'invite' })
  ana.call(ben)
  await ben.reaches('ringing')
  ben.decline()
  await ana.reaches('idle')
  const { payload } = await seen.met
  expect(await ana.line.send({ name: 'invite', payload: payload as CommandPayload<'invite'> })).toEqual({
    status: 'gone',
  })
  await caughtUp(ben)
  expect([heardInvites(ben), ben.state()]).toEqual([1, 'idle'])
})

test.each([1, 2, 3])('F-10: every command arrives %i times: one effect each', async (copies) => {
  const { ana, ben, server } = await office()
  for (const { proxy } of [ana, ben])
    for (const name of ['invite', 'ringing', 'description', 'candidates', 'accept', 'media-state', 'hangup'] as const)
      proxy.repeat({ name, direction: 'up' }, copies)
  ana.call(ben)
  await ben.reaches('ringing')
  ben.accept()
  await expectTalk(ana, ben)
  ana.hangUp()
  await expectAtRest(ana, ben)
  await Promise.all([caughtUp(ana), caughtUp(ben)])
  const count = (phone: Reached, name: string) =>
    phone.news.filter((one) => one.kind === 'event' && one.event.name === name).length
  expect({ invites: count(ben, 'incoming'), rings: count(ana, 'ringing'), accepts: count(ana, 'accepted') }).toEqual({
    invites: 1,
    rings: 1,
    accepts: 1,
  })
  expect([reasons(ana), reasons(ben)]).toEqual([['hangup'], ['hangup']])
  expect(server.server.counts()).toMatchObject({ calls: 0, tombstones: 1 })
})

test('F-11: whatever comes late for a call that has ended is dropped and counted', async () => {
  const rig = await faultRig()
  onTestFinished(rig.close)
  const [ana, ben] = await talking(rig)
  const { callId = '' } = { ...ana.controller.phone().call } as { readonly callId?: string }
  ben.hangUp()
  await expectAtRest(ana, ben)
  const before = ana.controller.phone().dropped
  const by = { contact: ben.contact(), device: ben.key.device, name: 'Ben' }
  ana.proxy.say('accepted', { callId, by, video: false })
  ana.proxy.say('ringing', { callId, by })
  ana.proxy.say('candidates', { callId, generation: 1, seq: 9, candidates: [], end: true })
  ana.proxy.say('description', {
    callId,
    generation: 1,
    seq: 8,
    role: 'offer',
    answers: null,
    sdp: 'v=0',
    signature: null,
  })
  ana.proxy.say('ended', { callId, reason: 'hangup', by })
  await ana.when(({ dropped }) => dropped >= before + 5)
  expect([ana.state(), ana.ended.length, leftOvers(ana)]).toEqual(['idle', 1, NOTHING])
})

test('F-13: candidates of another call reach no connection, and nobody can send some into a call of others', async () => {
  const rig = await faultRig()
  onTestFinished(rig.close)
  const [ana, ben] = await talking(rig)
  const { callId = '' } = { ...ana.controller.phone().call } as { readonly callId?: string }
  const candidate = {
    candidate: 'candidate:1 1 udp 1 127.0.0.1 9 typ host',
    sdpMid: '0',
    sdpMLineIndex: 0,
    usernameFragment: null,
  }
  const foreign = { generation: 1, seq: 50, candidates: [candidate], end: false }
  ana.proxy.say('candidates', { ...foreign, callId: newCallId() })
  const eve = await rig.server.phone('Eve')
  expect(await eve.command('candidates', { ...foreign, callId })).toEqual({ status: 'elsewhere' })
  await Promise.all([caughtUp(ana), caughtUp(ben)])
  expect(rig.media.candidates()).toEqual([])
  expect([ana.state(), ben.state()]).toEqual(['active', 'active'])
})

test.each([
  [-4_000, 'rings'],
  [-3_000, 'rings'],
  [-2_000, 'is missed'],
  [1_000, 'is missed'],
])('F-14: an invite as old as its life %i ms %s', async (offset, outcome) => {
  const { ana, ben } = await office()
  ben.proxy.say('incoming', {
    callId: newCallId(),
    from: { contact: ana.contact(), device: ana.key.device, name: 'Ana' },
    target: { kind: 'contact', contact: ben.contact() },
    video: false,
    subject: null,
    ageMs: 45_000 + offset,
    lifetimeMs: 45_000,
  })
  await caughtUp(ben)
  const expected = outcome === 'rings' ? ['ringing', []] : ['idle', [true]]
  expect([ben.state(), ben.ended.map(({ missed }) => missed)]).toEqual(expected)
})

test('F-15: an invite that comes together with its end does not ring: one missed call', async () => {
  const { ana, ben } = await office()
  const invite = ben.proxy.hold({ name: 'incoming' })
  ana.call(ben)
  await invite.met
  ana.hangUp()
  await ben.hears((news) => news.kind === 'event' && news.event.name === 'ended')
  const rang = ben.proxy.watch({ name: 'ringing' })
  invite.stop()
  await ben.hasEnded()
  await caughtUp(ben)
  expect([ben.state(), rang.count(), ben.ended.map(({ missed }) => missed)]).toEqual(['idle', 0, [true]])
})

test('F-16: hang-up on both paths, whichever is first: one end, one entry', async () => {
  for (const slow of [true, false]) {
    const rig = await faultRig()
    onTestFinished(rig.close)
    const [ana, ben] = await talking(rig)
    const end = ben.proxy.hold({ name: 'ended' })
    if (!slow) end.stop()
    // Without media the data channel says nothing, and the server's way is the only one.
    rig.media.connected(slow)
    ana.hangUp()
    await ben.reaches('idle')
    rig.media.connected(true)
    end.stop()
    await Promise.all([caughtUp(ana), caughtUp(ben)])
    expect([ana.ended.length, ben.ended.length, ben.state()]).toEqual([1, 1, 'idle'])
  }
})

test('F-21: calling oneself ends at once, and nothing rings', async () => {
  const { ana } = await office()
  ana.call(ana)
  await ana.hasEnded()
  expect([ana.state(), heardInvites(ana), leftOvers(ana)]).toEqual(['idle', 0, NOTHING])
})

test('F-26: Accept and Hang up pressed again and again are one command each', async () => {
  const { ana, ben } = await office()
  const accepts = ben.proxy.watch({ name: 'accept' })
  const hangUps = ben.proxy.watch({ name: 'hangup' })
  ana.call(ben)
  await ben.reaches('ringing')
  for (let press = 0; press < 3; press += 1) ben.accept()
  await ben.reaches('active')
  for (let press = 0; press < 3; press += 1) ben.hangUp()
  await expectAtRest(ana, ben)
  await caughtUp(ben)
  expect([accepts.count(), hangUps.count()]).toEqual([1, 1])
})

test('F-27: accept in the tick of the time-out: both talk, or both are idle, never something between', async () => {
  const clock = fakeClock()
  const ringMs = 45_000
  const { ana, ben } = await office({ clock, ringMs, limits: NO_RATES })
  const outcomes = new Set<string>()
  for (let turns = 0; turns < 40 || (outcomes.size < 2 && turns < 400); turns += 2) {
    ana.call(ben)
    await ben.reaches('ringing')
    await ana.when(({ call }) => call.name === 'calling' && call.invited)
    ben.accept()
    // The host's time is up at another point of the accept's way in every round.
    for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate)
    clock.pass(ringMs)
    const outcome = await agree(ana, ben)
    outcomes.add(outcome)
    if (outcome === 'talk') ana.hangUp()
    await expectAtRest(ana, ben)
  }
  expect([...outcomes].sort()).toEqual(['idle', 'talk'])
})
