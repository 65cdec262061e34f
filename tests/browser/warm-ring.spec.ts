import type { Page } from '@playwright/test'

import { clickAt, expect, expectWithin, test } from '../support/browser-rig.ts'
import { expectHears, farVoices, flow } from '../support/media-flow.ts'
import type { TcpFaults } from '../support/tcp-faults.ts'
import { tcpFaults } from '../support/tcp-faults.ts'

test('S-43, R-18: before Accept the callee opened nothing, got not one media packet and plays nothing, but is connected already', async ({
  meet,
}) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await ana.call('Ben', true)
  await ben.page.getByRole('alertdialog').waitFor()
  const state = async () => (await flow(ben.page)).map((one) => one.state)
  await expect.poll(state, { message: 'connected before Accept' }).toEqual(['connected'])
  expect(await ben.page.evaluate(() => globalThis.pageProbe.captureCalls)).toBe(0)
  const [callee] = await flow(ben.page)
  const [caller] = await flow(ana.page)
  expect({ received: callee?.received, sent: callee?.sent, fromCaller: caller?.sent }).toEqual({
    received: 0,
    sent: 0,
    fromCaller: 0,
  })
  const voices = async () => [await farVoices(ana.page), await farVoices(ben.page)]
  const silent = [{ paused: true, muted: true }]
  expect(await voices()).toEqual([silent, silent])
  await ben.accept()
  await ben.talks()
  await Promise.all([expectHears(ana.page), expectHears(ben.page)])
  const sounding = [{ paused: false, muted: false }]
  expect(await voices()).toEqual([sounding, sounding])
})

/** With a cable to the host that can freeze. */
const cabled = test.extend<{ readonly cable: TcpFaults }>({
  cable: async ({ host }, use) => {
    const cable = await tcpFaults(() => Number(new URL(host.url).port))
    await use(cable)
    await cable.close()
  },
})

cabled(
  'R-17, R-18: on a warm connection the voice goes out from Accept on, before the host has answered; the caller hears it when it is told',
  async ({ meet, cable }) => {
    const ana = await meet('Ana')
    const ben = await meet('Ben', { url: `http://localhost:${cable.port}/` })
    await ana.call('Ben')
    await ben.page.getByRole('alertdialog').waitFor()
    await expect.poll(async () => (await flow(ben.page)).map(({ state }) => state)).toEqual(['connected'])
    cable.freeze()
    await ben.accept()
    await expect
      .poll(async () => (await flow(ana.page))[0]?.received, { message: 'packets of Ben at Ana' })
      .toBeGreaterThan(0)
    expect((await flow(ana.page))[0]?.sent).toBe(0)
    await expect(ana.page.getByRole('status').filter({ hasText: 'Ringing…' })).toBeVisible()
    cable.thaw()
    await Promise.all([ana.talks(), ben.talks()])
    await Promise.all([expectHears(ana.page), expectHears(ben.page)])
    await ana.hangUp()
    await ben.sees('Call ended')
  },
)

test('the microphone is asked for in the tick of the Accept click', async ({ meet }) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await ana.call('Ben')
  await ben.page.getByRole('alertdialog').waitFor()
  const asked = await ben.page.evaluate(() => {
    const before = globalThis.pageProbe.captureCalls
    const accept = [...document.querySelectorAll('button')].find((one) => one.textContent === 'Accept')
    accept?.click()
    return globalThis.pageProbe.captureCalls - before
  })
  expect(asked).toBe(1)
  await ben.talks()
})

test('the pulses of a ring take nothing from the thread that Accept needs: opacity alone, in steps', async ({
  meet,
}) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await ana.call('Ben')
  const pulses = () =>
    ben.page.evaluate(() =>
      document.getAnimations().flatMap((one) => {
        if (!(one instanceof CSSAnimation) || !(one.effect instanceof KeyframeEffect)) return []
        const frames = one.effect.getKeyframes()
        const ofEveryFrame = ['offset', 'computedOffset', 'composite', 'easing']
        const animated = frames.flatMap((frame) => Object.keys(frame).filter((key) => !ofEveryFrame.includes(key)))
        return [{ animated: [...new Set(animated)], easing: [...new Set(frames.map(({ easing }) => easing))] }]
      }),
    )
  const pulse = { animated: ['opacity'], easing: ['steps(7)'] }
  await expect.poll(pulses, { message: 'the band of the ring and the lamp of the caller' }).toEqual([pulse, pulse])
})

test('warm ring switched off: nothing is connected before Accept, and the call still comes up (R-18)', async ({
  meet,
}) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await ben.press('Settings')
  await ben.press('General')
  await ben.page.getByRole('switch', { name: 'Connect while it rings' }).click({ force: true })
  await ana.call('Ben')
  await ben.page.getByRole('alertdialog').waitFor()
  expect(await flow(ben.page)).toEqual([])
  await ben.accept()
  await ben.talks()
  await expectHears(ben.page)
})

test.describe('ring groups', () => {
  test('R-4: three are in a group: all ring, the first Accept wins, the others stop and opened nothing', async ({
    meet,
  }) => {
    const [ana, ben, cy, di] = [await meet('Ana'), await meet('Ben'), await meet('Cy'), await meet('Di')]
    for (const member of [ben, cy, di]) {
      await member.press('Join group')
      await member.page.getByRole('textbox', { name: 'Group' }).fill('Reception')
      await member.page.keyboard.press('Enter')
    }
    await ana.press('Call Reception')
    for (const member of [ben, cy, di]) await member.page.getByRole('alertdialog').waitFor()
    for (const member of [ben, cy, di]) {
      expect(await member.page.evaluate(() => globalThis.pageProbe.captureCalls)).toBe(0)
      expect(await flow(member.page)).toEqual([])
    }
    const stopped = Promise.all([cy, di].map(({ page }) => whenGone(page)))
    const accepted = await clickAt(ben.page, 'Accept')
    for (const at of await stopped) expectWithin(at - accepted, 300, 'others stop after Accept')
    await ana.talks()
    await expect(ana.page.getByRole('heading', { name: 'Ben' })).toBeVisible()
    await Promise.all([expectHears(ana.page), expectHears(ben.page)])
    for (const member of [cy, di]) expect(await member.page.evaluate(() => globalThis.pageProbe.captureCalls)).toBe(0)
  })

  test('F-28: one of three declines, the others ring on; the last decline ends it', async ({ meet }) => {
    const ana = await meet('Ana', { hash: '#room=001' })
    const [ben, cy, di] = [
      await meet('Ben', { hash: '#room=001' }),
      await meet('Cy', { hash: '#room=001' }),
      await meet('Di', { hash: '#room=001' }),
    ]
    await expect(ana.page.getByRole('listitem', { name: '001' })).toContainText('3 of 3 free')
    await ana.press('Call 001')
    for (const member of [ben, cy, di]) await member.page.getByRole('alertdialog').waitFor()
    await ben.press('Decline')
    await expect(ben.page.getByRole('alertdialog')).toHaveCount(0)
    await cy.press('Decline')
    await expect(di.page.getByRole('alertdialog')).toBeVisible()
    await expect(ana.page.getByRole('status').filter({ hasText: 'Ringing…' })).toBeVisible()
    await di.press('Decline')
    await ana.sees('Declined')
  })
})

/** When the ring disappeared from a page. */
function whenGone(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const gone = () => !document.querySelector('[role=alertdialog]')
        const observer = new MutationObserver(() => {
          if (!gone()) return
          observer.disconnect()
          resolve(performance.timeOrigin + performance.now())
        })
        observer.observe(document, { subtree: true, childList: true })
      }),
  )
}
