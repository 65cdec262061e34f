import type { Locator, Page } from '@playwright/test'

import { expect, inCall, test } from '../support/browser-rig.ts'

/** Buttons that are seen and have no edge: in forced colours they would be bare words. */
const withoutEdge = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('button')]
      .filter((one) => one.getClientRects().length > 0 && Number.parseFloat(getComputedStyle(one).borderTopWidth) < 1)
      .map((one) => one.ariaLabel ?? one.textContent),
  )

/** A picture without the focus or a pointer in it. */
async function picture(page: Page, what: Locator): Promise<string> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await page.mouse.move(0, 0)
  return (await what.screenshot({ animations: 'disabled' })).toString('base64')
}

test.use({ forcedColors: 'active' })

test('C-42: in forced colours a switch shows whether it is on, and a slider how far', async ({ meet }) => {
  const { page } = await meet('Ana Petrović')
  await page.getByRole('button', { name: 'Settings' }).click()
  const suppression = page.getByRole('switch').first()
  const frame = suppression.locator('xpath=..')
  const on = await picture(page, frame)
  await suppression.click()
  await expect(suppression).not.toBeChecked()
  expect(await picture(page, frame)).not.toBe(on)

  const volume = page.getByRole('slider').first()
  await volume.fill('20')
  const quiet = await picture(page, volume)
  await volume.fill('90')
  expect(await picture(page, volume)).not.toBe(quiet)
  expect(await withoutEdge(page)).toEqual([])
  // Closes the microphone of the meter.
  await page.getByRole('button', { name: 'Back' }).click()
})

test('C-42: in forced colours every button has an edge, and mute and hold are seen', async ({ meet }) => {
  const { caller, callee } = await inCall(meet)
  const { page } = caller
  expect(await withoutEdge(page)).toEqual([])
  const mute = page.getByRole('button', { name: /ute microphone/ })
  const background = (button: Locator) => button.evaluate((one) => getComputedStyle(one).backgroundColor)
  const before = await background(mute)
  await mute.click()
  await expect.poll(() => background(mute)).not.toBe(before)
  const hold = page.getByRole('button', { name: /^(Hold|Resume)$/ })
  const free = await background(hold)
  await hold.click()
  await expect.poll(() => background(hold)).not.toBe(free)
  await caller.hangUp()
  expect(await withoutEdge(page)).toEqual([])
  await callee.press('Close')
  await caller.press('Call again')
  await expect(callee.page.getByRole('alertdialog')).toBeVisible()
  expect(await withoutEdge(callee.page)).toEqual([])
})

test('C-42: in forced colours the menu has an edge and shows where the focus and what chosen is', async ({ meet }) => {
  const { page } = await meet('Ana Petrović')
  await page.getByRole('button', { name: /^Ana Petrović\./ }).press('Enter')
  const menu = page.getByRole('menu')
  const style = (what: Locator, property: 'borderTopWidth' | 'outlineStyle' | 'backgroundColor') =>
    what.evaluate((one, name) => getComputedStyle(one)[name], property)
  expect(Number.parseFloat(await style(menu, 'borderTopWidth'))).toBeGreaterThanOrEqual(1)
  const items = menu.getByRole('menuitemradio')
  const chosen = menu.getByRole('menuitemradio', { checked: true })
  expect(await style(chosen, 'backgroundColor')).not.toBe(await style(items.last(), 'backgroundColor'))
  await page.keyboard.press('End')
  await expect(items.last()).toBeFocused()
  expect(await style(items.last(), 'outlineStyle')).toBe('solid')
})
