import { mkdirSync } from 'node:fs'

import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

import { expectHears } from '../support/media-flow.ts'
import type { DesktopApp } from './support/app-rig.ts'
import { hostOffice } from './support/app-rig.ts'
import { expect, test } from './support/office-rig.ts'

const FOLDER = new URL('../../test-results/screens/', import.meta.url).pathname
mkdirSync(FOLDER, { recursive: true })

const WORDS = {
  en: { name: 'Your name', host: 'Host this office', skip: 'Skip', settings: 'Settings', office: 'Office' },
  'zh-CN': { name: '您的姓名', host: '由本机担任主机', skip: '跳过', settings: '设置', office: '办公室' },
} as const
const MORE = {
  en: {
    general: 'General',
    join: 'Join',
    invitation: 'Invitation',
    stay: 'Cancel',
    switch: 'Host this office on this computer',
    keep: 'Keep hosting',
    addServer: 'Add server',
    addresses: 'Addresses',
    secret: 'Shared secret',
    saveServer: 'Save server',
    server: 'Server',
  },
  'zh-CN': {
    general: '通用',
    join: '加入',
    invitation: '邀请',
    stay: '取消',
    switch: '由本机担任主机',
    keep: '继续担任主机',
    addServer: '添加服务器',
    addresses: '地址',
    secret: '共享密钥',
    saveServer: '保存服务器',
    server: '服务器',
  },
} as const
const LOOKS = [
  { language: 'en', theme: 'light', width: 960, height: 640 },
  { language: 'en', theme: 'dark', width: 960, height: 640 },
  { language: 'zh-CN', theme: 'light', width: 960, height: 640 },
  { language: 'zh-CN', theme: 'dark', width: 960, height: 640 },
  { language: 'en', theme: 'light', width: 380, height: 520 },
  { language: 'zh-CN', theme: 'dark', width: 380, height: 520 },
] as const
type Look = (typeof LOOKS)[number]

/** A picture of the screen, and nothing that axe finds. */
async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${FOLDER}desktop-${name}.png` })
  // The app opens no window for anybody, so axe has to work in the page itself.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
}

async function dress({ page, mainWindow }: DesktopApp, { language, theme, width, height }: Look): Promise<void> {
  await page.evaluate((settings) => localStorage.setItem('ringdown-settings', JSON.stringify(settings)), {
    language,
    theme,
  })
  await mainWindow.evaluate((window, size) => window.setContentSize(size.width, size.height), { width, height })
  await page.reload()
}

for (const look of LOOKS) {
  const { language, theme, width } = look
  const suffix = `${width}.${theme}.${language}`
  test(`every screen of the app is drawn, and axe finds nothing (${suffix})`, async ({ start, tab, host }) => {
    test.setTimeout(150_000)
    const words = { ...WORDS[language], ...MORE[language] }
    const app = await start()
    const { page } = app
    await dress(app, look)
    await page.getByRole('textbox', { name: words.name }).fill('Maya Lindqvist')
    await shoot(page, `first-run.${suffix}`)
    await page.getByRole('textbox', { name: words.invitation }).fill(`127.0.0.1:${host.server.ports.lan}`)
    await page.getByRole('button', { name: words.join, exact: true }).click()
    await page.getByText(' · ').waitFor()
    await shoot(page, `first-run-words.${suffix}`)
    await page.getByRole('textbox', { name: words.invitation }).fill('')
    await page.getByRole('button', { name: words.host }).click()
    await page.getByRole('button', { name: words.skip }).waitFor()
    await shoot(page, `sound-check.${suffix}`)
    await page.getByRole('button', { name: words.skip }).click()
    await page.getByRole('button', { name: words.settings }).waitFor()
    await shoot(page, `alone.${suffix}`)

    /** Compact windows show the list of pages or one of them. */
    const toTheList = async () => {
      if (width < 720) await page.getByRole('region').getByRole('button').first().click()
    }
    const ben = await tab('http://localhost:7480/', 'Ben Okafor')
    await page.getByRole('listitem', { name: 'Ben Okafor' }).waitFor()
    await page.getByRole('button', { name: words.settings }).click()
    await toTheList()
    await page.getByRole('button', { name: words.office, exact: true }).click()
    await page.getByRole('img').waitFor()
    await shoot(page, `settings-office.${suffix}`)
    await page.getByRole('button', { name: words.addServer }).click()
    const form = page.getByRole('form', { name: words.server, exact: true })
    await form.getByRole('textbox', { name: words.addresses }).fill('turn:turn.example.org turns:turn.example.org:5349')
    await form.getByRole('button', { name: words.saveServer }).click()
    await form.getByRole('alert').waitFor()
    await form.scrollIntoViewIfNeeded()
    await shoot(page, `settings-ways-out.${suffix}`)
    await form.getByRole('textbox', { name: words.secret }).fill('north')
    await form.getByRole('button', { name: words.saveServer }).click()
    const added = page.getByRole('listitem').filter({ hasText: 'turn:turn.example.org' })
    await added.scrollIntoViewIfNeeded()
    await shoot(page, `settings-ways-out-stored.${suffix}`)
    await page.getByRole('switch', { name: words.switch }).click()
    await shoot(page, `stop-hosting.${suffix}`)
    await page.getByRole('button', { name: words.keep }).click()
    await toTheList()
    await page.getByRole('button', { name: words.general }).click()
    await shoot(page, `settings-general.${suffix}`)

    await ben.call('Maya Lindqvist')
    await app.ring.getByRole('alertdialog').waitFor()
    await shoot(app.ring, `ring.${suffix}`)
    await app.electron.evaluate(({ app: running }) => running.quit())
    await page.getByRole('button', { name: words.stay }).waitFor()
    await shoot(page, `quit.${suffix}`)
    await page.getByRole('button', { name: words.stay }).click()
  })

  test(`an office that is away, and one that is another, are drawn and accessible (${suffix})`, async ({
    start,
    host,
  }) => {
    const app = await start()
    await dress(app, look)
    const words = { ...WORDS[language], ...MORE[language] }
    await app.page.getByRole('textbox', { name: words.name }).fill('Ben Okafor')
    await app.page.getByRole('textbox', { name: words.invitation }).fill(host.server.invite)
    await app.page.getByRole('button', { name: words.join, exact: true }).click()
    await app.page.getByRole('button', { name: words.skip }).click()
    await host.stop()
    await app.page.reload()
    await app.page.getByRole('status').waitFor()
    await shoot(app.page, `office-away.${suffix}`)
  })
}

test('a whole call by keyboard: join, call, accept, mute, hang up', async ({ start }) => {
  const first = await start()
  await hostOffice(first, 'Maya Lindqvist')
  const second = await start()
  const { keyboard } = second.page
  const named = second.page.getByRole('textbox', { name: 'Your name' })
  await expect(named).toBeFocused()
  await keyboard.press('Control+A')
  await keyboard.type('Ben Okafor')
  await second.page.getByRole('radio').waitFor()
  await expect(second.page.getByRole('button', { name: 'Join' })).toBeEnabled()
  await tabTo(second.page, 'Join')
  await keyboard.press('Enter')
  await second.page.getByRole('button', { name: 'Skip' }).waitFor()
  await tabTo(second.page, 'Skip')
  await keyboard.press('Enter')
  await second.page.getByRole('listitem', { name: 'Maya Lindqvist' }).waitFor()
  await keyboard.press('Control+K')
  await keyboard.type('Maya')
  await keyboard.press('Enter')

  await first.page.getByRole('alertdialog').waitFor()
  await tabTo(first.page, 'Accept')
  await first.page.keyboard.press('Enter')
  for (const app of [first, second]) await app.page.getByRole('timer').first().waitFor()
  await expectHears(first.page)
  await tabTo(first.page, 'Mute microphone')
  await first.page.keyboard.press('Enter')
  await second.page.getByText('muted').first().waitFor()
  await tabTo(first.page, 'Hang up')
  await first.page.keyboard.press('Enter')
  await second.page.getByRole('status').filter({ hasText: 'Call ended' }).waitFor()
})

/** Presses Tab until a button has the focus. */
async function tabTo(where: Page, button: string): Promise<void> {
  const focused = () =>
    where.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent)
  for (let presses = 0; presses < 60; presses += 1) {
    if ((await focused()) === button) return
    await where.keyboard.press('Tab')
  }
  throw new Error(`Tab never reaches ${button}`)
}
