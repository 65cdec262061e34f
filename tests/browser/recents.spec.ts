import type { Page } from '@playwright/test'

import { expect, test } from '../support/browser-rig.ts'

/** Somebody turns to the window, or away from it: to the tray, to another program. */
const look = (page: Page, how: { readonly visible: boolean; readonly focused: boolean }) =>
  page.evaluate(({ visible, focused }) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: visible ? 'visible' : 'hidden' })
    document.hasFocus = () => focused
    document.dispatchEvent(new Event('visibilitychange'))
    dispatchEvent(new Event(focused ? 'focus' : 'blur'))
  }, how)

for (const [what, how] of [
  ['hidden', { visible: false, focused: false }],
  ['behind another one', { visible: true, focused: false }],
] as const) {
  test(`U-8: a call that is missed while the window is ${what} stays missed until somebody looks`, async ({ meet }) => {
    const ana = await meet('Ana')
    const ben = await meet('Ben')
    await ben.press('Recents')
    await look(ben.page, how)
    await ana.call('Ben')
    await ben.page.getByRole('alertdialog').waitFor()
    await ana.hangUp()
    await expect(ben.page.getByText('1 missed call', { exact: true })).toHaveCount(1)
    await expect(ben.page.getByRole('listitem').filter({ hasText: 'Rang for' })).toBeVisible()
    await expect(ben.page.getByText('1 missed call', { exact: true })).toHaveCount(1)
    await look(ben.page, { visible: true, focused: true })
    await expect(ben.page.getByText('1 missed call', { exact: true })).toHaveCount(0)
  })
}

test.describe('narrow', () => {
  test.use({ viewport: { width: 380, height: 640 } })

  test('U-11: the recents of a phone-sized window call back', async ({ meet }) => {
    const ana = await meet('Ana')
    const ben = await meet('Ben')
    await ana.call('Ben')
    await ben.page.getByRole('alertdialog').waitFor()
    await ana.hangUp()
    await ben.press('Recents')
    await ben.page.getByRole('button', { name: /^Call back Ana/ }).click()
    await ana.accept()
    await ben.talks()
  })
})

test('C-49: a name from right to left does not turn the lines around it', async ({ meet }) => {
  const ana = await meet('Ana')
  const ali = await meet('علي (2)')
  await ana.page.getByRole('button', { name: /^Call .*علي/ }).click()
  await ali.accept()
  await ana.talks()
  await ana.press('Recents')
  const strip = ana.page.getByRole('region', { name: 'Call' })
  const [name, timer] = await Promise.all([strip.locator('bdi').boundingBox(), strip.getByRole('timer').boundingBox()])
  expect(name?.x).toBeLessThan(timer?.x ?? 0)
  await ali.press('Mute microphone')
  await strip.getByRole('button', { name: /back to the call/ }).click()
  await expect(ana.page.getByRole('region', { name: 'Phone' }).getByText(/\u2068علي.*\u2069 is muted/)).toBeVisible()
})
