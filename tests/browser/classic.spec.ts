import type { Page } from '@playwright/test'

import { expect, expectWithin, test as base, whenSeen } from '../support/browser-rig.ts'
import { emptySite, expectOldReceives, openOldPage } from '../support/classic-page.ts'
import { expectHears, expectSees } from '../support/media-flow.ts'

type Kind = 'io' | 'ws'
const PICTURES = new URL('../../test-results/screens/', import.meta.url).pathname
const KINDS = ['io', 'ws'] as const satisfies readonly Kind[]

const test = base.extend<{ readonly oldPage: (kind: Kind) => Promise<Page> }>({
  hostOptions: { classic: { host: '127.0.0.1', ports: { io: 0, ws: 0 } } },
  oldPage: async ({ browser, host }, use) => {
    const site = await emptySite()
    const context = await browser.newContext()
    await use((kind) => openOldPage(context, site.url, kind, host.server.classic?.[kind] ?? 0))
    await context.close()
    await site.stop()
  },
})

const rung = (page: Page) => expect.poll(() => page.evaluate(() => globalThis.oldPage.rung))
const connected = (page: Page) =>
  expect.poll(() => page.evaluate(() => globalThis.oldPage.connections.at(-1)?.connectionState))

for (const kind of KINDS) {
  test(`a phone calls an old client (${kind}): both hear, the phone sees its picture and says what it is`, async ({
    meet,
    oldPage,
  }) => {
    const ana = await meet('Ana Petrović', { hash: '#room=001' })
    const old = await oldPage(kind)
    await ana.press('Call 001')
    await rung(old).toBe(1)
    await ana.sees('Ringing…')
    await old.evaluate(() => globalThis.oldPage.accept())
    await ana.talks()
    await expectHears(ana.page)
    await expectSees(ana.page)
    await expectOldReceives(old, 'audio')
    await expect(ana.page.getByText('Old client, not verified')).toBeVisible()
    await ana.page.screenshot({ path: `${PICTURES}call-classic-${kind}.png` })
  })

  test(`an old client (${kind}) calls a phone; closing its page ends the call within 10 s, with a reason`, async ({
    meet,
    oldPage,
  }) => {
    const ana = await meet('Ana Petrović', { hash: '#room=001' })
    const old = await oldPage(kind)
    await old.evaluate(() => globalThis.oldPage.call())
    const ring = ana.page.getByRole('alertdialog', { name: 'classic:001/1' })
    await expect(ring).toContainText('Old client, not verified')
    await ana.page.screenshot({ path: `${PICTURES}ringing-classic-${kind}.png` })
    await ana.accept(true)
    await ana.talks()
    await expectHears(ana.page)
    await expectOldReceives(old, 'audio')
    await expectOldReceives(old, 'video')
    const told = whenSeen(ana.page, '[role=status]', 'Call ended')
    const closed = Date.now()
    await old.close()
    expectWithin((await told) - closed, 10_000, 'page closed to end of call')
  })

  test(`cancelled while an old client (${kind}) rings: it can be called again, and calls`, async ({
    meet,
    oldPage,
  }) => {
    const ana = await meet('Ana Petrović', { hash: '#room=001' })
    const old = await oldPage(kind)
    for (let round = 1; round <= 3; round += 1) {
      await ana.press('Call 001')
      await rung(old).toBe(round)
      await ana.hangUp()
      await ana.page.getByRole('button', { name: 'Call 001', exact: true }).waitFor()
    }
    await old.evaluate(() => globalThis.oldPage.accept())
    await old.evaluate(() => globalThis.oldPage.call())
    await ana.accept()
    await ana.talks()
    expect(await old.evaluate(() => globalThis.oldPage.connections.length)).toBe(1)
  })
}

test('two old clients of both kinds talk as they always did, ten times in a row', async ({ oldPage }) => {
  test.setTimeout(90_000)
  const [a, b] = [await oldPage('io'), await oldPage('ws')]
  for (let round = 1; round <= 10; round += 1) {
    // Ten calls that all go on, with pictures, are more than two processors carry.
    for (const page of [a, b]) await page.evaluate(() => globalThis.oldPage.connections.at(-1)?.close())
    await a.evaluate(() => globalThis.oldPage.call())
    await rung(b).toBe(round)
    await b.evaluate(() => globalThis.oldPage.accept())
    for (const page of [a, b]) {
      await expect.poll(() => page.evaluate(() => globalThis.oldPage.connections.length)).toBe(round)
      await connected(page).toBe('connected')
    }
  }
  await expectOldReceives(a, 'audio')
  await expectOldReceives(b, 'video')
})
