import { createServer } from 'node:http'
import { createReadStream, mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'

import { AxeBuilder } from '@axe-core/playwright'

import { contentType } from '../../src-signaling/server/content-type.ts'
import { fileInside } from '../../src-signaling/server/file-inside.ts'
import type { Meet, Person } from '../support/browser-rig.ts'
import { expect, test as base } from '../support/browser-rig.ts'
import type { AppOptions, AppPhone, Spelling } from '../support/host-app-rig.ts'
import { joinFrom, openApp, SPELLINGS } from '../support/host-app-rig.ts'
import { expectHears, expectQuiet, expectSees, flow } from '../support/media-flow.ts'

const FOLDER = new URL('../../test-results/screens/', import.meta.url).pathname
const PHONE = new URL('../../dist/phone', import.meta.url).pathname
mkdirSync(FOLDER, { recursive: true })

type Install = (name: string, options?: AppOptions) => Promise<AppPhone>

/** Apps in which somebody has joined; after the test nothing of a call is left in them, and their pages broke no policy. */
const test = base.extend<{ readonly app: Install }>({
  app: async ({ browser, host }, use) => {
    const apps: AppPhone[] = []
    await use(async (name, options) => {
      const app = await openApp(browser, host, name, options)
      apps.push(app)
      if (!options?.late) await joinFrom(app)
      return app
    })
    for (const { page, context } of apps) {
      expect(await page.evaluate(() => globalThis.pageProbe.violations)).toEqual([])
      await expectQuiet(page)
      await context.close()
    }
  },
})

/** Ana, in a browser, called Ben, in an app; they talk. */
async function inCall(meet: Meet, app: Install, options?: AppOptions) {
  const ana = await meet('Ana')
  const ben = await app('Ben', options)
  await ana.call('Ben')
  await ben.accept()
  await ana.talks()
  await ben.talks()
  return { ana, ben }
}

/** One hangs up, and the other is told. */
async function endsAt(one: Person, other: Person): Promise<void> {
  await one.hangUp()
  await other.sees('Call ended')
}

for (const spelling of Object.keys(SPELLINGS) as Spelling[]) {
  test(`an app is recognised as ${spelling}: it is called, and both hear`, async ({ meet, app }) => {
    const { ana, ben } = await inCall(meet, app, { spelling })
    await expectHears(ana.page)
    await expectHears(ben.page)
    await endsAt(ana, ben)
  })
}

test('an app calls with pictures, and both see', async ({ meet, app }) => {
  const ana = await meet('Ana')
  const ben = await app('Ben')
  await ben.call('Ana', true)
  await ana.accept(true)
  await ben.talks()
  await expectHears(ana.page)
  await expectSees(ana.page)
  await expectSees(ben.page)
  await endsAt(ben, ana)
})

test('the app’s socket drops and returns in a call: the call goes on, and its end reaches the other', async ({
  meet,
  app,
}) => {
  const { ana, ben } = await inCall(meet, app)
  const before = ben.sockets()
  ben.reachable(false)
  ben.dropSocket()
  await expect(ben.page.getByText('Host not reachable since')).toBeVisible()
  await expectHears(ana.page)
  await expectHears(ben.page)
  ben.reachable(true)
  ben.networkIsBack()
  await expect(ben.page.getByText('Host not reachable since')).toBeHidden()
  expect(ben.sockets()).toBeGreaterThan(before + 1)
  expect((await flow(ana.page)).map(({ state }) => state)).toEqual(['connected'])
  await expectHears(ana.page)
  await endsAt(ben, ana)
})

test('a socket that drops while it rings here comes back by itself, and the ring can be accepted', async ({
  meet,
  app,
}) => {
  const ana = await meet('Ana')
  const ben = await app('Ben')
  await ana.call('Ben')
  await ben.page.getByRole('alertdialog', { name: 'Ana' }).waitFor()
  const before = ben.sockets()
  ben.dropSocket()
  await expect.poll(ben.sockets).toBe(before + 1)
  await ben.accept()
  await ana.talks()
  await expectHears(ana.page)
  await endsAt(ben, ana)
})

test('what the app says that is not of the bridge is ignored and counted; the call does not notice', async ({
  meet,
  app,
}) => {
  const { ana, ben } = await inCall(meet, app)
  const foreign = 'AAAAAAAAAAAAAAAAAAAAAA'
  const hostile: readonly unknown[] = [
    null,
    'no json',
    { ringdown: 2, kind: 'retry' },
    { ringdown: 1, kind: 'accept' },
    { ringdown: 1, kind: 'closed', socket: { length: { valueOf: 1, toString: 1 } } },
    { ringdown: 1, kind: 'text', socket: foreign, text: 'x'.repeat(2 * 1024 * 1024) },
  ]
  for (const message of hostile) expect(await ben.tell(message)).toBe(false)
  // Well formed, of a socket that is not the present one.
  for (const kind of ['closed', 'text'] as const) {
    const text = kind === 'text' ? { text: '41' } : {}
    expect(await ben.tell({ ringdown: 1, kind, socket: foreign, ...text })).toBe(true)
  }
  await ben.page.evaluate(() => postMessage(JSON.stringify({ ringdown: 1, kind: 'retry' }), '*'))
  const ignored = () => ben.page.evaluate(() => (globalThis.ringdownProbe as { ignored?(): number }).ignored?.())
  expect(await ignored()).toBe(hostile.length)
  expect(ben.sockets()).toBe(1)
  await expectHears(ana.page)
  await endsAt(ben, ana)
})

test('S-01: an app that compared the certificate signs for it at the door for the network', async ({ meet, app }) => {
  const ana = await meet('Ana')
  const ben = await app('Ben', { pinned: true })
  await ben.call('Ana')
  await ana.accept()
  await ben.talks()
  await expectHears(ben.page)
  await endsAt(ben, ana)
})

test('an app that brings the page along: the same person after a reload, and no connection of the page’s own', async ({
  meet,
  app,
}) => {
  const files = createServer((request, response) => {
    void fileInside(PHONE, request.url ?? '/').then((file) => {
      if (!file) return void response.writeHead(404).end()
      response.writeHead(200, { 'Content-Type': contentType(file.path) })
      createReadStream(file.path).pipe(response)
    })
  })
  await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve))
  const { port } = files.address() as AddressInfo
  const ana = await meet('Ana')
  const ben = await app('Ben', { page: `http://localhost:${port}/webview.html` })
  await ana.page.getByRole('button', { name: 'Ben', exact: true }).click()
  await ben.page.reload()
  await ben.page.getByRole('listitem', { name: 'Ana' }).waitFor()
  await expect(ana.page.getByRole('listitem', { name: 'Ben' })).toHaveCount(1)
  await ana.page.getByRole('main').getByRole('button', { name: 'Call', exact: true }).click()
  await ben.accept()
  await ana.talks()
  await expectHears(ana.page)
  await endsAt(ben, ana)
  const fetched = await ben.page.evaluate(() => fetch('/webview.html').then(String, String))
  expect(fetched).toContain('TypeError')
  await ben.page.evaluate(() => globalThis.pageProbe.violations.splice(0))
  await new Promise<void>((resolve) => files.close(() => resolve()))
})

test('a bridge that comes after the page replaces the sentence by the phone', async ({ app }) => {
  const ben = await app('Ben', { spelling: 'uni-app', late: true })
  await expect(ben.page.getByRole('heading', { name: 'This page is for apps' })).toBeVisible()
  await ben.page.evaluate(SPELLINGS['uni-app'])
  await ben.page.evaluate(() => document.dispatchEvent(new CustomEvent('UniAppJSBridgeReady')))
  await joinFrom(ben)
  await expect(ben.page.getByRole('heading', { name: 'This page is for apps' })).toBeHidden()
})

const LOOKS = [
  { locale: 'en-GB', colorScheme: 'light', width: 960, title: 'This page is for apps', way: 'Open the phone' },
  { locale: 'en-GB', colorScheme: 'dark', width: 380, title: 'This page is for apps', way: 'Open the phone' },
  { locale: 'zh-CN', colorScheme: 'light', width: 960, title: '此页面供应用程序使用', way: '打开电话' },
  { locale: 'zh-CN', colorScheme: 'dark', width: 380, title: '此页面供应用程序使用', way: '打开电话' },
] as const

for (const { locale, colorScheme, width, title, way } of LOOKS) {
  test(`without an app it says for whom it is, and leads to the phone (${locale} ${colorScheme} ${width})`, async ({
    browser,
    host,
  }) => {
    const context = await browser.newContext({ locale, colorScheme, viewport: { width, height: 640 } })
    const page = await context.newPage()
    await page.goto(`${host.url}webview`)
    await page.getByRole('heading', { name: title }).waitFor()
    await page.screenshot({ path: `${FOLDER}no-host-app.${width}.${colorScheme}.${locale}.png` })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id} ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
    await page.keyboard.press('Tab')
    await expect(page.getByRole('link', { name: way })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(host.url)
    await context.close()
  })
}
