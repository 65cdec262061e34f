import type { TestContext } from 'vitest'
import { describe, expect, test } from 'vitest'

import type { ProcessRig, Reached } from '../support/fault-rig.ts'
import { expectAtRest, expectTalk, connectCall, processRig, talking } from '../support/fault-rig.ts'
import { expectWithin, stamp } from '../support/within.ts'

async function office(context: Pick<TestContext, 'onTestFinished'>): Promise<ProcessRig> {
  const rig = await processRig()
  context.onTestFinished(rig.close)
  return rig
}

const callOf = ({ controller }: Reached) => {
  const { call } = controller.phone()
  return 'callId' in call ? call.callId : null
}
const offline = (phone: Reached) =>
  phone.hears((news) => news.kind === 'connection' && news.connection.status === 'offline')
/** When the host has answered to this claim. */
const claimed = (phone: Reached) => phone.proxy.watch({ name: 'claim', kind: 'ack' }).met.then(() => stamp())

// The host is a process of its own and dies by SIGKILL.
describe.concurrent('a host that dies', () => {
  test('F-34: it is back while it rings: dialled anew within 5 s, under another id, and answered', async (context) => {
    const rig = await office(context)
    const [ana, ben] = [await rig.phone('Ana'), await rig.phone('Ben')]
    ana.call(ben)
    await ben.reaches('ringing')
    await ana.when(({ call }) => call.name === 'calling' && call.progress === 'ringing')
    const first = callOf(ana)
    await rig.host.kill()
    const back = await rig.host.start()
    const rings = await ben.when(({ call }) => call.name === 'ringing' && call.callId !== first)
    expectWithin(rings - back, 5_000, 'F-34 listens to rings anew')
    ben.accept()
    await expectTalk(ana, ben)
    ana.hangUp()
    await expectAtRest(ana, ben)
  }, 60_000)

  test('F-35: it is back mid-call: both claim their call within 5 s, and the host can end it', async (context) => {
    const rig = await office(context)
    const [ana, ben] = await talking(rig)
    const id = callOf(ana)
    const claims = Promise.all([claimed(ana), claimed(ben)])
    await rig.host.kill()
    const back = await rig.host.start()
    expectWithin(Math.max(...(await claims)) - back, 5_000, 'F-35 listens to both claimed')
    expect([callOf(ana), callOf(ben), ana.state(), ben.state()]).toEqual([id, id, 'active', 'active'])
    const cy = await rig.phone('Cy')
    cy.call(ben)
    await cy.hasEnded()
    expect(cy.ended[0]?.reason).toBe('busy')
    // Without media only the host's way is left.
    rig.media.connected(false)
    const pressed = stamp()
    ana.hangUp()
    expectWithin((await ben.reaches('idle')) - pressed, 1_000, 'F-35 hang-up through the new host')
    await expectAtRest(ana, ben)
  }, 60_000)

  test('F-36: it never comes back: the call goes on, and hang-up reaches the other end within 1 s', async (context) => {
    const rig = await office(context)
    const [ana, ben] = await talking(rig)
    await rig.host.kill()
    await Promise.all([offline(ana), offline(ben)])
    expect([ana.state(), ben.state()]).toEqual(['active', 'active'])
    const pressed = stamp()
    ben.hangUp()
    expectWithin((await ana.reaches('idle', 'ending')) - pressed, 1_000, 'F-36 hang-up without a host')
    expect([ana.ended[0]?.reason, ben.ended[0]?.reason]).toEqual(['hangup', 'hangup'])
  }, 60_000)

  test('F-36: who hung up while it was away does not come back into the call with it', async (context) => {
    const rig = await office(context)
    const [ana, ben] = await talking(rig)
    await rig.host.kill()
    await Promise.all([offline(ana), offline(ben)])
    // The word on the data channel is lost as well: only one of them knows.
    rig.media.connected(false)
    ana.hangUp()
    await rig.host.start()
    await expectAtRest(ana, ben)
    rig.media.connected(true)
    await connectCall(ana, ben)
  }, 60_000)

  test('F-37: it is killed: clients say so within 10 s; when it is back nobody is shown who is not there', async (context) => {
    const rig = await office(context)
    const [ana, ben] = [await rig.phone('Ana'), await rig.phone('Ben')]
    const killed = await rig.host.kill()
    expectWithin(Math.max(await offline(ana), await offline(ben)) - killed, 10_000, 'F-37 killed to said')
    ben.close()
    await rig.host.start()
    await ana.welcomed(2)
    const welcome = ana.news.filter((news) => news.kind === 'welcome').at(-1)?.welcome
    const shown = welcome?.directory.contacts.find(({ id }) => id === ben.contact())
    expect(shown?.presence ?? 'unreachable').toBe('unreachable')
  }, 60_000)

  test('F-37: it hangs with its sockets open: clients say so within 10 s', async (context) => {
    const rig = await office(context)
    const ana = await rig.phone('Ana')
    const stopped = stamp()
    process.kill(rig.host.pid, 'SIGSTOP')
    expectWithin((await offline(ana)) - stopped, 10_000, 'F-37 stopped to said')
    process.kill(rig.host.pid, 'SIGCONT')
    await ana.welcomed(2)
  }, 60_000)
})
