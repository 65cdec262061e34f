import type { TestContext } from 'vitest'
import { describe, expect, test } from 'vitest'

import type { FaultRig, Reached } from '../support/fault-rig.ts'
import { agree, expectAtRest, expectTalk, connectCall, faultRig, talking } from '../support/fault-rig.ts'
import { expectWithin, stamp } from '../support/within.ts'

type Finished = Pick<TestContext, 'onTestFinished'>

async function office({ onTestFinished }: Finished): Promise<FaultRig & { ana: Reached; ben: Reached }> {
  const rig = await faultRig()
  onTestFinished(rig.close)
  return Object.assign(rig, { ana: await rig.phone('Ana'), ben: await rig.phone('Ben') })
}

/** No way to the host any more, and none comes back. */
function lose({ proxy }: Reached): number {
  proxy.refuse(true)
  proxy.cut()
  return stamp()
}

const ending = ({ ended }: Reached) => ended.map(({ reason, missed }) => `${reason}${missed ? ', missed' : ''}`)

const lamp = (watcher: Reached, whose: Reached, presence: string) =>
  watcher.hears(
    (news) =>
      news.kind === 'event' &&
      news.event.name === 'directory' &&
      news.event.payload.contacts.some((one) => one.id === whose.contact() && one.presence === presence),
  )

// Each of them waits for a time-out of the rules; they do it beside each other.
describe.concurrent('lines that are lost', () => {
  test('F-30: the caller’s line is lost while it rings: it rings on for 10 s, then the caller is lost', async (context) => {
    const { ana, ben } = await office(context)
    ana.call(ben)
    await ben.reaches('ringing')
    const lost = lose(ana)
    const over = await ben.reaches('idle')
    expect(over - lost).toBeGreaterThan(9_500)
    expectWithin(over - lost, 11_000, 'F-30 caller lost')
    expect(ending(ben)).toEqual(['caller-lost, missed'])
    await expectAtRest(ana, ben)
  }, 45_000)

  test('F-30: the caller’s line is back in time: it rings on, and is answered', async (context) => {
    const { ana, ben } = await office(context)
    ana.call(ben)
    await ben.reaches('ringing')
    ana.proxy.cut()
    await ana.hears((news) => news.kind === 'connection' && news.connection.status === 'offline')
    ben.accept()
    await expectTalk(ana, ben)
  })

  test('F-31: the callee’s line is lost while it rings: it rings on for 12 s and is missed; the caller is told after 10 s', async (context) => {
    const { ana, ben } = await office(context)
    ana.call(ben)
    await ben.reaches('ringing')
    const lost = lose(ben)
    expectWithin((await ana.reaches('idle')) - lost, 11_000, 'F-31 unreachable')
    const stopped = (await ben.reaches('idle')) - lost
    expect(stopped).toBeGreaterThan(11_500)
    expectWithin(stopped, 13_000, 'F-31 ring without its lease')
    expect([ending(ana), ending(ben)]).toEqual([['unreachable'], ['caller-lost, missed']])
  }, 45_000)

  test.for(['command', 'answer'])(
    'F-32: both lines break exactly at accept, its %s is lost: definite within 10 s',
    { timeout: 45_000 },
    async (lost, context) => {
      const { ana, ben } = await office(context)
      ana.call(ben)
      await ben.reaches('ringing')
      const rule = ben.proxy.drop({ name: 'accept', kind: lost === 'command' ? 'event' : 'ack' })
      ben.accept()
      await rule.met
      const broken = stamp()
      rule.stop()
      for (const { proxy } of [ana, ben]) proxy.cut()
      await Promise.all([ana, ben].map((phone) => phone.reaches('active', 'idle')))
      expectWithin(stamp() - broken, 10_000, `F-32 without the ${lost}`)
      await agree(ana, ben)
    },
  )

  test('F-32: the lines break at accept and stay away: nobody is stuck, the microphone is closed', async (context) => {
    const { ana, ben } = await office(context)
    ana.call(ben)
    await ben.reaches('ringing')
    const rule = ben.proxy.drop({ name: 'accept' })
    ben.accept()
    await rule.met
    const lost = lose(ben)
    expectWithin((await ben.reaches('idle', 'ending')) - lost, 10_000, 'F-32 the callee gives up')
    expectWithin((await ana.reaches('idle')) - lost, 11_000, 'F-32 the caller is told')
    expect(ben.openDevices()).toBe(0)
  }, 45_000)

  test('F-33: the line is lost mid-call: hold and hang-up reach the other end without it', async (context) => {
    const rig = await faultRig()
    context.onTestFinished(rig.close)
    const [ana, ben] = await talking(rig)
    lose(ana)
    await ana.hears((news) => news.kind === 'connection' && news.connection.status === 'offline')
    ana.controller.dispatch({ kind: 'hold', on: true })
    await ben.when(({ call }) => call.name === 'active' && call.media.peerMedia?.hold === true)
    const pressed = stamp()
    ana.hangUp()
    expectWithin((await ben.reaches('idle')) - pressed, 1_000, 'F-33 hang-up without a line')
  })

  test('F-08: hang-up is lost with the socket, no media: the outbox tells it within 1 s of the new line', async (context) => {
    const rig = await faultRig()
    context.onTestFinished(rig.close)
    const [ana, ben] = await talking(rig)
    rig.media.connected(false)
    lose(ana)
    ana.hangUp()
    await ana.reaches('ending', 'idle')
    expect(ben.state()).not.toBe('idle')
    ana.proxy.refuse(false)
    const back = await ana.welcomed(2)
    expectWithin((await ben.reaches('idle')) - back, 1_000, 'F-08 by outbox')
    await expectAtRest(ana, ben)
  }, 45_000)

  test('F-08: hang-up is lost on every way and never comes: the media watch ends the other side within 30 s', async (context) => {
    const rig = await faultRig()
    context.onTestFinished(rig.close)
    const [ana, ben] = await talking(rig)
    rig.media.connected(false)
    const lost = lose(ana)
    ana.hangUp()
    const over = await ben.reaches('idle', 'ending')
    expect(over - lost).toBeGreaterThan(28_000)
    expectWithin(over - lost, 31_000, 'F-08 by media watch')
    expect(ending(ben)).toEqual(['peer-lost'])
  }, 120_000)

  test('F-38: a half-open connection is found on both sides within 10 s, and a new one is made', async (context) => {
    const { ana, ben } = await office(context)
    const dead = stamp()
    ana.proxy.halfOpen()
    ana.proxy.refuse(true)
    const [client, server] = await Promise.all([
      ana.hears((news) => news.kind === 'connection' && news.connection.status === 'offline'),
      lamp(ben, ana, 'unreachable'),
    ])
    expectWithin(client - dead, 10_000, 'F-38 found by the phone')
    expectWithin(server - dead, 10_000, 'F-38 found by the host')
    ana.proxy.refuse(false)
    ana.line.retry()
    await ana.welcomed(2)
    await connectCall(ben, ana)
  }, 60_000)

  test('F-38: a command meets a half-open connection: the line is renewed and the command arrives once', async (context) => {
    const { ana, ben } = await office(context)
    ana.proxy.halfOpen()
    const dead = stamp()
    ana.call(ben)
    expectWithin((await ben.reaches('ringing')) - dead, 4_000, 'F-38 invite over a dead line')
    ben.accept()
    await expectTalk(ana, ben)
    expect(ben.news.filter((one) => one.kind === 'event' && one.event.name === 'incoming')).toHaveLength(1)
  }, 45_000)

  test('F-39: the callee’s machine sleeps while it rings, and wakes when all is over: one missed call, no ring', async (context) => {
    const { ana, ben } = await office(context)
    ana.call(ben)
    await ben.reaches('ringing')
    await ana.when(({ call }) => call.name === 'calling' && call.progress === 'ringing')
    ben.proxy.freeze()
    ana.hangUp()
    await ana.reaches('idle')
    ben.proxy.thaw()
    await ben.reaches('idle')
    ben.line.retry()
    await ben.welcomed(2)
    expect([ben.state(), ending(ben)]).toEqual(['idle', ['cancelled, missed']])
  })
})
