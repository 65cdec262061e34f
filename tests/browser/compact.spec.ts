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
