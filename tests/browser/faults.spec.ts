import type { Page } from '@playwright/test'

import type { Person } from '../support/browser-rig.ts'
import { clickAt, clickTogether, expect, expectWithin, test as base, whenSeen } from '../support/browser-rig.ts'
import type { FaultProxy } from '../support/fault-proxy.ts'
import { faultProxy } from '../support/fault-proxy.ts'
import { credentials, restartIce } from '../support/ice-restart.ts'
import { expectHears, expectQuiet, flow } from '../support/media-flow.ts'

/** Somebody whose way to the host can be harmed. */
type Reached = Person & { readonly proxy: FaultProxy }

const test = base.extend<{ reach: (name: string) => Promise<Reached> }>({
  reach: async ({ meet, host }, use) => {
    const proxies: FaultProxy[] = []
    await use(async (name) => {
      const proxy = await faultProxy(() => host.url)
      proxies.push(proxy)
      return Object.assign(await meet(name, { url: proxy.url }), { proxy })
    })
    for (const proxy of proxies) await proxy.close()
  },
})

async function talking(reach: (name: string) => Promise<Reached>): Promise<readonly [Reached, Reached]> {
  const [ana, ben] = [await reach('Ana'), await reach('Ben')]
  await ana.call('Ben')
  await ben.accept()
  await ana.talks()
  await ben.talks()
  return [ana, ben]
}

test('F-08: the hang-up is lost with the socket: the data channel tells it within 1 s', async ({ reach }) => {
  const [ana, ben] = await talking(reach)
  ana.proxy.refuse(true)
  ana.proxy.cut()
  await expect(ana.page.getByText('Host not reachable since')).toBeVisible()
  const told = whenSeen(ben.page, '[role=status]', 'Call ended')
  const pressed = await clickAt(ana.page, 'Hang up')
  expectWithin((await told) - pressed, 1_000, 'F-08 by data channel')
})

test('F-12: offer and answer come after their candidates: these are kept, and the first connection is used', async ({
  reach,
}) => {
  const [ana, ben] = [await reach('Ana'), await reach('Ben')]
  for (const { proxy } of [ana, ben]) proxy.delay({ name: 'description', direction: 'up' }, 600)
  await ana.call('Ben')
  await ben.page.getByRole('alertdialog').waitFor()
  const state = async () => (await flow(ben.page)).map((one) => one.state)
  await expect.poll(state, { message: 'connected before Accept' }).toEqual(['connected'])
  await ben.accept()
  await ana.talks()
  await Promise.all([expectHears(ana.page), expectHears(ben.page)])
  for (const { page } of [ana, ben]) expect(await page.evaluate(() => globalThis.pageProbe.connections.length)).toBe(1)
})

for (const slow of ['server’s', 'data channel’s'] as const) {
  test(`F-16: mute and unmute go on both paths, the ${slow} copies come late: the newest counts, once`, async ({
    reach,
  }) => {
    const [ana, ben] = await talking(reach)
    const late = 700
    const arrived = ben.proxy.watch({ name: 'media-state', direction: 'down' })
    if (slow === 'server’s') ana.proxy.delay({ name: 'media-state', direction: 'up' }, late)
    else await delayChannel(ana.page, late)
    const before = arrived.count()
    await ana.press('Mute microphone')
    await expect(ben.page.getByText('Ana is muted').first()).toBeVisible()
    await ana.press('Unmute microphone')
    await expect(ben.page.getByText('Ana is muted')).toHaveCount(0)
    const shown = ben.page.evaluate(
      (ms) =>
        new Promise<boolean>((resolve) => {
          const observer = new MutationObserver(() => {
            if (document.body.textContent?.includes('Ana is muted')) resolve(true)
          })
          observer.observe(document.body, { subtree: true, childList: true, characterData: true })
          setTimeout(() => resolve(false), ms)
        }),
      late + 800,
    )
    expect(await shown, 'an older copy is shown').toBe(false)
    expect(arrived.count() - before).toBe(2)
  })
}

/** What the page says on its data channel goes out later. */
const delayChannel = (page: Page, ms: number) =>
  page.evaluate((delay) => {
    const { send } = RTCDataChannel.prototype as { send(this: RTCDataChannel, data: string): void }
    RTCDataChannel.prototype.send = function later(this: RTCDataChannel, data: unknown) {
      setTimeout(() => this.readyState === 'open' && send.call(this, String(data)), delay)
    }
  }, ms)

test('F-23: both renegotiate at the same moment: both are applied, and sound flows', async ({ reach }) => {
  const [ana, ben] = await talking(reach)
  const before = await credentials(ana.page)
  await Promise.all([restartIce(ana.page), restartIce(ben.page)])
  const settled = async () => {
    const [a, b] = [await credentials(ana.page), await credentials(ben.page)]
    const agreed = a.own === b.remote && a.remote === b.own && a.state === 'stable' && b.state === 'stable'
    return agreed && a.own !== before.own && a.remote !== before.remote
  }
  await expect.poll(settled, { message: 'both have new credentials' }).toBe(true)
  await Promise.all([expectHears(ana.page), expectHears(ben.page)])
})

test('F-24: hang-up in the middle of an ICE restart: both are idle, nothing is left', async ({ reach }) => {
  const [ana, ben] = await talking(reach)
  const answer = ben.proxy.hold({ name: 'description', direction: 'up' })
  await delayChannel(ben.page, 300)
  await restartIce(ana.page)
  await answer.met
  await ana.press('Hang up')
  await ben.sees('Call ended')
  answer.stop()
  await Promise.all([expectQuiet(ana.page), expectQuiet(ben.page)])
})

test('F-24: hang-up while the first connection is negotiated: both are idle, nothing is left', async ({ reach }) => {
  const [ana, ben] = [await reach('Ana'), await reach('Ben')]
  const answer = ben.proxy.hold({ name: 'description', direction: 'up' })
  await ana.call('Ben')
  await ben.accept()
  await answer.met
  await clickTogether([ana.page, 'Hang up'], [ben.page, 'Hang up'])
  answer.stop()
  await Promise.all([expectQuiet(ana.page), expectQuiet(ben.page)])
})

for (const [what, shift] of [
  ['a day behind', -86_400_000],
  ['a day ahead', 86_400_000],
] as const) {
  test(`F-49: the callee’s clock is ${what}: it rings, and the call is there`, async ({ meet }) => {
    const ana = await meet('Ana')
    const ben = await meet('Ben')
    await shiftClock(ben.page, shift)
    await ana.call('Ben')
    await ben.accept()
    await ana.talks()
    await expectHears(ben.page)
    await ben.hangUp()
    await ana.sees('Call ended')
  })
}

test('F-50: the clock jumps while it rings and while two talk: neither ends, the timer goes on', async ({ meet }) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await ana.call('Ben')
  await ben.page.getByRole('alertdialog').waitFor()
  for (const { page } of [ana, ben]) await shiftClock(page, 3_600_000)
  await expect(ben.page.getByRole('alertdialog')).toBeVisible()
  await ben.accept()
  await ana.talks()
  for (const { page } of [ana, ben]) await shiftClock(page, -7_200_000)
  await Promise.all([expectHears(ana.page), expectHears(ben.page)])
  await expect(ana.page.getByRole('timer').first()).toHaveText(/^0?0:[0-5]\d$/)
})

/** The wall clock of the page jumps; the monotonic one cannot. */
const shiftClock = (page: Page, ms: number) =>
  page.evaluate((by) => {
    const { now } = Date
    Date.now = () => now() + by
  }, ms)
