import type { Page } from '@playwright/test'

import { expect, test } from '../support/browser-rig.ts'

/** Role and name of what has the focus, as a person would say it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement
    if (!element || element === document.body) return 'body'
    return element.getAttribute('aria-label') ?? element.textContent ?? ''
  })

test('B-18, C-44: the button that opened a menu closes it, and has the focus again after Escape, a choice and a second click', async ({
  meet,
}) => {
  const { page } = await meet('Ana Petrović')
  const button = page.getByRole('button', { name: /^Ana Petrović\./ })
  const menu = page.getByRole('menu')

  await button.click()
  await expect(menu).toBeVisible()
  await button.click()
  await expect(menu).toBeHidden()

  await button.press('Enter')
  await expect(menu).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  await expect(button).toBeFocused()

  await button.press('Enter')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(menu).toBeHidden()
  await expect.poll(() => focused(page)).toMatch(/^Ana Petrović\. .*Away/)
})
