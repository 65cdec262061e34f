import type { Page } from '@playwright/test'

import { expect, inCall, test } from '../support/browser-rig.ts'

/** Whether a click in the middle of this button would reach it. */
const isFree = (page: Page, name: string) =>
  page
    .getByRole('button', { name, exact: true })
    .first()
    .evaluate((button) => {
      const { left, top, width, height } = button.getBoundingClientRect()
      return button.contains(document.elementFromPoint(left + width / 2, top + height / 2))
    })

for (const [width, height] of [
  [960, 640],
  [380, 640],
] as const) {
  test.describe(`${width} × ${height}`, () => {
    test.use({ viewport: { width, height } })
    test(`U-27: the details of an ended call leave Call again and Close free (${width})`, async ({ meet }) => {
      const { caller } = await inCall(meet)
      const { page } = caller
      // Details exist once the path has been looked at.
      await page.getByRole('button', { name: 'Call details' }).click()
      await expect(page.getByRole('dialog', { name: 'Call details' })).toContainText('ms')
      await page.keyboard.press('Escape')
      await caller.hangUp()
      await page.getByRole('button', { name: 'Call details' }).click()
      await expect(page.getByRole('dialog', { name: 'Call details' })).toBeVisible()
      expect(await isFree(page, 'Call again')).toBe(true)
      expect(await page.getByRole('button', { name: 'Close' }).count()).toBe(2)
      await page.getByRole('button', { name: 'Close' }).last().click()
      await page.getByRole('button', { name: 'Close' }).click()
      await expect(page.getByRole('button', { name: 'Call again' })).toBeHidden()
    })
  })
}
