import { expect, test } from '../support/browser-rig.ts'
import { expectHears } from '../support/media-flow.ts'

test('two tabs of one browser are two people, and can call each other', async ({ meet }) => {
  const first = await meet('Ana')
  const second = await meet('Second Ana', { beside: first })
  await first.call('Second Ana')
  await second.accept()
  await first.talks()
  await Promise.all([expectHears(first.page), expectHears(second.page)])
})

test('the first tab keeps its name and groups over a reload', async ({ meet }) => {
  const ana = await meet('Ana', { hash: '#room=001' })
  await ana.page.reload()
  await expect(ana.page.getByRole('button', { name: /^Ana\./ })).toBeVisible()
  await expect(ana.page.getByRole('listitem', { name: '001' })).toBeVisible()
})

test('a further tab keeps its person over a reload', async ({ meet }) => {
  const first = await meet('Ana')
  const second = await meet('Second Ana', { beside: first })
  await second.page.reload()
  await expect(second.page.getByRole('button', { name: /^Second Ana\./ })).toBeVisible()
  await expect(first.page.getByRole('listitem', { name: 'Second Ana' })).toHaveCount(1)
})

test('S-08: a name that is taken is refused with a sentence, another one lets in', async ({ meet, browser, host }) => {
  await meet('Ana')
  const page = await browser.newPage()
  await page.goto(host.url)
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ana')
  await page.getByRole('button', { name: 'Join' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'has this name already' })).toBeVisible()
  await page.getByRole('textbox', { name: 'Your name' }).fill('Eva')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listitem', { name: 'Ana' })).toBeVisible()
  await page.close()
})

test('without a name nobody joins, and the page asks for one', async ({ browser, host }) => {
  const page = await browser.newPage()
  await page.goto(host.url)
  await page.getByRole('textbox', { name: 'Your name' }).fill(' ')
  await page.getByRole('button', { name: 'Join' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Enter your name.' })).toBeVisible()
  await page.close()
})

test('a new name is seen by the others at once', async ({ meet }) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await ana.press('Settings')
  await ana.press('General')
  await ana.page.getByRole('textbox', { name: 'Your name' }).fill('Ana Petrović')
  await ana.page.keyboard.press('Enter')
  await expect(ben.page.getByRole('listitem', { name: 'Ana Petrović' })).toBeVisible()
})

test('lamps: away, do not disturb, in a call and unreachable are seen by the others', async ({ meet }) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  const row = ben.page.getByRole('listitem', { name: 'Ana' })
  await ana.page.getByRole('button', { name: /^Ana\./ }).click()
  await ana.page.getByRole('menuitemradio', { name: 'Away' }).click()
  await expect(row).toContainText('away since')
  await ana.page.getByRole('button', { name: /^Ana\./ }).click()
  await ana.page.getByRole('menuitemradio', { name: /For 1 hour/ }).click()
  await expect(row).toContainText('until')
  await ben.call('Ana')
  await ben.sees('Do not disturb')
  await ana.page.close()
  await expect(row).toContainText('left')
})

test('F-52: the same device opened elsewhere: the old place says so and comes back only by a click', async ({
  meet,
}) => {
  const ana = await meet('Ana')
  // A copied profile: the same key without the lock that keeps two tabs apart.
  const page = await ana.context.newPage()
  await page.addInitScript(() =>
    Object.defineProperty(navigator.locks, 'request', {
      value: (_n: string, _o: object, keep: (lock: object) => void) => Promise.resolve(keep({})),
    }),
  )
  await page.goto(ana.page.url())
  await expect(ana.page.getByRole('status').filter({ hasText: 'open in another tab' })).toBeVisible()
  await ana.press('Use it here')
  await expect(page.getByRole('button', { name: 'Use it here' })).toBeVisible()
  await page.close()
})
