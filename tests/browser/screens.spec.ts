import { mkdirSync } from 'node:fs'

import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

import type { Person } from '../support/browser-rig.ts'
import { expect, inCall, installedContext, test } from '../support/browser-rig.ts'
import { expectHears } from '../support/media-flow.ts'

const FOLDER = new URL('../../test-results/screens/', import.meta.url).pathname
mkdirSync(FOLDER, { recursive: true })

const LOOKS = [
  { locale: 'en-GB', colorScheme: 'light', width: 960, height: 640 },
  { locale: 'en-GB', colorScheme: 'dark', width: 960, height: 640 },
  { locale: 'zh-CN', colorScheme: 'light', width: 960, height: 640 },
  { locale: 'zh-CN', colorScheme: 'dark', width: 960, height: 640 },
  { locale: 'en-GB', colorScheme: 'light', width: 380, height: 640 },
  { locale: 'zh-CN', colorScheme: 'dark', width: 380, height: 640 },
] as const

/** A picture of the screen, and nothing that axe finds. */
async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${FOLDER}${name}.png` })
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
}

for (const look of LOOKS) {
  const { locale, colorScheme, width } = look
  const suffix = `${width}.${colorScheme}.${locale}`
  test.describe(suffix, () => {
    test(`every screen is drawn, and axe finds nothing (${suffix})`, async ({ meet, host }) => {
      test.setTimeout(120_000)
      const words = WORDS[locale]
      const ana = await meet('Ana Petrović')
      const cy = await meet('Daniel Kim')
      await cy.page.getByRole('button', { name: /^Daniel Kim\./ }).click()
      await cy.page.getByRole('menuitemradio', { name: 'Away' }).click()
      const me = await arriveIn(words, look, ana, host.url)
      await shoot(me, `first-run.${suffix}`)
      await me.getByRole('textbox').fill('Maya Lindqvist')
      await me.keyboard.press('Enter')
      await me.getByRole('listitem', { name: 'Ana Petrović' }).waitFor()
      await shoot(me, `main.${suffix}`)
      await me.getByRole('button', { name: 'Ana Petrović', exact: true }).click()
      await shoot(me, `person.${suffix}`)
      const back = me.getByRole('main').getByRole('button', { name: words.back, exact: true })
      if (width < 720) await back.click()

      await ana.press('Maya Lindqvist')
      await ana.page.getByRole('textbox', { name: 'Subject' }).fill('2 min, invoice 4411')
      await ana.page.getByRole('main').getByRole('button', { name: 'Call', exact: true }).click()
      await me.getByRole('alertdialog').waitFor()
      await shoot(me, `ringing.${suffix}`)
      await me.getByRole('button', { name: words.accept, exact: true }).click()
      await me.getByRole('timer').first().waitFor()
      await me
        .getByText(/\d\s?(?:ms|毫秒)/)
        .first()
        .waitFor()
      await shoot(me, `call-audio.${suffix}`)
      await me.getByRole('button', { name: words.details }).click()
      await me.getByText(words.pair).first().waitFor()
      await shoot(me, `call-details.${suffix}`)
      await me.keyboard.press('Escape')
      await ana.press('Turn camera on')
      await me.getByRole('button', { name: words.cameraOn }).click()
      await me.locator('video').nth(1).waitFor()
      await expect.poll(() => shownPictures(me)).toBe(2)
      await shoot(me, `call-video.${suffix}`)
      await ana.press('Mute microphone')
      await ana.press('Turn camera off')
      await expect(me.locator('video')).toHaveCount(1)
      await shoot(me, `call-peer-off.${suffix}`)
      await ana.press('Hold')
      await me.getByText(words.peerOnHold).first().waitFor()
      await shoot(me, `call-held-by-peer.${suffix}`)
      await me.getByRole('button', { name: words.hold, exact: true }).click()
      await expect(me.locator('video')).toHaveCount(0)
      await shoot(me, `call-held-by-both.${suffix}`)
      await ana.press('Resume')
      await expect(me.getByText(words.onHold).first()).toBeVisible()
      await shoot(me, `call-held.${suffix}`)
      await expect(ana.page.getByText('Maya put you on hold').first()).toBeVisible()
      await ana.press('Hang up')
      await me.getByRole('button', { name: words.again }).waitFor()
      await shoot(me, `ended.${suffix}`)
      await me.getByRole('button', { name: words.details }).click()
      await shoot(me, `ended-details.${suffix}`)
      await me.keyboard.press('Escape')
      // It goes back to where the call found it: the list, in a narrow window.
      await me.getByRole('main').getByRole('button', { name: words.close }).click()
      await me.getByRole('button', { name: words.recents, exact: true }).click()
      await shoot(me, `recents.${suffix}`)
      if (width < 720) await back.click()
      for (const page of ['sound', 'camera', 'network', 'general'] as const) {
        if (page === 'sound') await me.getByRole('button', { name: words.settings, exact: true }).click()
        else await me.getByRole('button', { name: words[page], exact: true }).click()
        if (page === 'network') {
          await me.getByRole('button', { name: words.test }).click()
          await me.getByText(words.tested).waitFor()
        }
        await shoot(me, `settings-${page}.${suffix}`)
        if (width < 720) await back.click()
      }
      expect(await me.evaluate(() => globalThis.pageProbe.violations)).toEqual([])
      await me.context().close()
    })
  })
}

/** How many videos show something. */
const shownPictures = (page: Page): Promise<number> =>
  page.evaluate(() => [...document.querySelectorAll('video')].filter((video) => video.videoWidth > 2).length)

/** A page of its own in another language and look. */
async function arriveIn(
  words: (typeof WORDS)[keyof typeof WORDS],
  look: (typeof LOOKS)[number],
  other: Person,
  url: string,
): Promise<Page> {
  const browser = other.context.browser()
  if (!browser) throw new Error('no browser')
  const { width, height, locale, colorScheme } = look
  const context = await installedContext(browser, { locale, colorScheme, viewport: { width, height } })
  const page = await context.newPage()
  await page.goto(url)
  await page.getByRole('button', { name: words.join }).waitFor()
  return page
}

const WORDS = {
  'en-GB': {
    join: 'Join',
    accept: 'Accept',
    details: 'Call details',
    cameraOn: 'Turn camera on',
    hold: 'Hold',
    onHold: 'is still on the line, but',
    peerOnHold: 'Ana put you on hold',
    again: 'Call again',
    close: 'Close',
    back: 'Back',
    recents: 'Recents',
    settings: 'Settings',
    camera: 'Camera',
    general: 'General',
    network: 'Network',
    test: 'Test my network',
    tested: 'Test finished',
    pair: 'Pair in use',
  },
  'zh-CN': {
    join: '加入',
    accept: '接听',
    details: '通话详情',
    cameraOn: '打开摄像头',
    hold: '保持',
    onHold: '仍在线',
    peerOnHold: 'Ana 保持了通话',
    again: '再次呼叫',
    close: '关闭',
    back: '返回',
    recents: '最近通话',
    settings: '设置',
    camera: '摄像头',
    general: '通用',
    network: '网络',
    test: '测试我的网络',
    tested: '测试完成',
    pair: '使用的候选对',
  },
} as const

function pressTryNow(): boolean {
  const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Try now')
  button?.click()
  return button !== undefined
}

test('the host is gone: a banner says since when and what still works; the call goes on (F-33, F-36)', async ({
  meet,
  host,
}) => {
  const { caller, callee } = await inCall(meet, ['Ana', 'Ben'])
  await host.server.close()
  await expect(caller.page.getByText('Host not reachable since')).toBeVisible()
  await shoot(caller.page, 'outage.960.light.en-GB')
  await expectHears(caller.page)
  await caller.press('Hang up')
  await callee.sees('Call ended')
  // Once the host is back the phone is back by itself, perhaps before a click: so it is pressed while the host is away, between two tries.
  await caller.page.waitForFunction(pressTryNow)
  await host.restart()
  await expect(caller.page.getByRole('listitem', { name: 'Ben' })).toContainText('Free')
})

test('a whole call by keyboard alone', async ({ meet }) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await ana.page.getByRole('listitem', { name: 'Ben' }).waitFor()
  await ana.page.keyboard.press('Control+k')
  await ana.page.keyboard.type('be')
  await ana.page.keyboard.press('Enter')
  await ben.page.getByRole('alertdialog').waitFor()
  await tabTo(ben.page, 'Accept')
  await ben.page.keyboard.press('Enter')
  await ana.talks()
  await tabTo(ana.page, 'Mute microphone')
  await ana.page.keyboard.press('Space')
  await expect(ben.page.getByText('Ana is muted').first()).toBeVisible()
  await tabTo(ana.page, 'Hang up')
  await ana.page.keyboard.press('Enter')
  await ben.sees('Call ended')
})

/** Presses Tab until a button has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, name: string): Promise<void> {
  const wanted = page.getByRole('button', { name, exact: true }).first()
  for (let step = 0; step < 60; step += 1) {
    if (await wanted.evaluate((button) => button === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`no way by Tab to ${name}`)
}
