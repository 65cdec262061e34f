import { expect, inCall, test } from '../support/browser-rig.ts'
import { expectHears } from '../support/media-flow.ts'

test.use({ viewport: { width: 380, height: 640 } })

test('a phone-sized window: find somebody, call, talk, look at the list meanwhile, hang up', async ({ meet }) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await ana.page.getByRole('listitem', { name: 'Ben' }).getByRole('button', { name: 'Ben', exact: true }).click()
  await ana.page.getByRole('button', { name: 'Call', exact: true }).click()
  await ben.accept()
  await ana.talks()
  await expectHears(ana.page)
  await ana.page.getByRole('button', { name: 'Back' }).click()
  await expect(ana.page.getByPlaceholder('Search or dial')).toBeVisible()
  await ana.page.getByRole('button', { name: 'Ben, back to the call' }).click()
  await ana.press('Hang up')
  await ben.sees('Call ended')
})

test('a phone-sized window: nothing is wider than the window in a call with video', async ({ meet }) => {
  const { caller } = await inCall(meet, ['Ana Petrović', 'Ben Okafor'], true)
  await caller.page.locator('video').nth(1).waitFor()
  const overflow = await caller.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
})

test('R-19: a phone-sized window: an open microphone is shown on every screen', async ({ meet }) => {
  const ana = await meet('Ana')
  await meet('Ben')
  const sign = ana.page.getByRole('img', { name: 'Your microphone is open' })
  const keep = ana.page.getByRole('switch', { name: 'Keep microphone ready' })
  await ana.press('Settings')
  await keep.click()
  await expect(sign).toBeVisible()
  for (const screen of ['Back', 'Back', 'Recents', 'Back', 'Ben', 'Back']) {
    await ana.press(screen)
    await expect(sign, screen).toBeVisible()
  }
  await ana.press('Settings')
  await keep.click()
  await expect(sign).toHaveCount(0)
})
