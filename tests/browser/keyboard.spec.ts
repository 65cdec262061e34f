import type { Page } from '@playwright/test'

import { expect, inCall, installedContext, test } from '../support/browser-rig.ts'
import { connectPhone } from '../support/signaling-client.ts'

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

/** Presses Tab until a button of this name has the focus. @returns how often */
async function tabsTo(page: Page, name: string, most: number): Promise<number> {
  for (let tabs = 1; tabs <= most; tabs += 1) {
    await page.keyboard.press('Tab')
    if ((await focused(page)) === name) return tabs
  }
  throw new Error(`${name} is more than ${most} Tabs away`)
}

const keepsFocus = (page: Page) => expect.poll(() => focused(page)).not.toBe('body')

test.describe('in an office of sixty', () => {
  test('a whole call by keyboard: from the search to the person, and Accept is at most 15 Tabs from the search', async ({
    meet,
    host,
  }) => {
    const others = await Promise.all(Array.from({ length: 58 }, (_one, at) => connectPhone(host.url, `Person ${at}`)))
    const ana = await meet('Ana Petrović')
    const ben = await meet('Ben Okafor')
    await expect(ben.page.getByRole('listitem')).toHaveCount(59)

    await ana.page.keyboard.press('Control+k')
    await ana.page.keyboard.type('Ben')
    await ana.page.keyboard.press('Enter')
    await ana.sees('Ringing…')
    expect(await focused(ana.page)).not.toMatch(/search/i)

    await ben.page.keyboard.press('Control+k')
    expect(await tabsTo(ben.page, 'Accept', 15)).toBeLessThanOrEqual(15)
    await ben.page.keyboard.press('Enter')
    await ben.talks()
    await keepsFocus(ben.page)

    await ana.page.keyboard.press('m')
    await expect(ben.page.getByText('Ana is muted').first()).toBeVisible()
    await tabsTo(ben.page, 'Hang up', 15)
    await ben.page.keyboard.press('Enter')
    await ben.sees('Call ended')
    await keepsFocus(ben.page)
    // Enter, pressed once more by habit, neither calls again nor closes the reason.
    await ben.page.keyboard.press('Enter')
    await expect(ben.page.getByRole('button', { name: 'Call again' })).toBeVisible()
    await ana.sees('Call ended')
    for (const other of others) other.close()
  })

  test('one Tab leads through the list, arrows from row to row and to the buttons of a row', async ({ meet, host }) => {
    const others = await Promise.all(Array.from({ length: 58 }, (_one, at) => connectPhone(host.url, `Person ${at}`)))
    const { page } = await meet('Ana Petrović')
    await expect(page.getByRole('listitem')).toHaveCount(58)
    await page.keyboard.press('Control+k')
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('Recents')
    await page.keyboard.press('ArrowDown')
    expect(await focused(page)).toBe('Person 0')
    await page.keyboard.press('ArrowRight')
    expect(await focused(page)).toBe('Call Person 0')
    await page.keyboard.press('ArrowDown')
    expect(await focused(page)).toBe('Call Person 1')
    await page.keyboard.press('End')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Shift+Tab')
    expect(await focused(page)).toBe('Call Person 57')
    for (const other of others) other.close()
  })
})

test('Ctrl Enter accepts and Ctrl Shift D declines, also while somebody types; a key held down counts once', async ({
  meet,
}) => {
  const ana = await meet('Ana Petrović')
  const ben = await meet('Ben Okafor')
  const search = ben.page.getByRole('textbox', { name: 'Search or dial' })
  await search.fill('lease')
  await ana.call('Ben Okafor')
  await expect(ben.page.getByRole('button', { name: 'Accept', exact: true })).toBeVisible()
  await ben.page.keyboard.press('Control+Shift+D')
  await ana.sees('Declined')
  await ana.press('Call again')
  await expect(ben.page.getByRole('button', { name: 'Accept', exact: true })).toBeVisible()
  await expect(search).toBeFocused()
  await expect(search).toHaveValue('lease')
  await ben.page.keyboard.press('Control+Enter')
  await ben.talks()
  await ana.hangUp()
})

test('the focus is never lost to the page: after Join, a group, Settings, a ring that ends, Close and the details', async ({
  browser,
  host,
  meet,
}) => {
  const context = await installedContext(browser)
  const page = await context.newPage()
  await page.goto(host.url)
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ana Petrović')
  await page.keyboard.press('Enter')
  await page.getByRole('navigation').waitFor()
  await keepsFocus(page)

  await page.getByRole('button', { name: 'Join group' }).press('Enter')
  await page.keyboard.type('001')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listitem', { name: '001' })).toBeVisible()
  await keepsFocus(page)

  const settings = page.getByRole('button', { name: 'Settings' })
  await settings.press('Enter')
  await page.getByRole('button', { name: 'Back' }).press('Enter')
  await expect(settings).toBeFocused()

  const ben = await meet('Ben Okafor')
  const row = page.getByRole('button', { name: '001', exact: true })
  await row.focus()
  await ben.call('Ana Petrović')
  await page.getByRole('button', { name: 'Silence' }).focus()
  await ben.hangUp()
  await expect(page.getByRole('alertdialog')).toBeHidden()
  await expect(row).toBeFocused()

  await page.keyboard.press('Control+k')
  await page.keyboard.type('Ben')
  await page.keyboard.press('Enter')
  await ben.accept()
  await page.getByRole('timer').first().waitFor()
  await keepsFocus(page)
  const details = page.getByRole('button', { name: 'Call details' })
  await details.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Call details' })).toBeFocused()
  await page.keyboard.press('Tab')
  expect(await focused(page)).toBe('Close')
  await page.keyboard.press('Enter')
  await expect(details).toBeFocused()
  await page.getByRole('toolbar').getByRole('button', { name: 'Hang up' }).press('Enter')
  await page.getByRole('button', { name: 'Close' }).press('Enter')
  await keepsFocus(page)
  await context.close()
})

test('C-35: M mutes with a Cyrillic layout too', async ({ meet }) => {
  const { caller } = await inCall(meet)
  await caller.page.evaluate(() => {
    const target = document.activeElement ?? document.body
    target.dispatchEvent(new KeyboardEvent('keydown', { key: 'ь', code: 'KeyM', bubbles: true, cancelable: true }))
  })
  await expect(caller.page.getByRole('button', { name: 'Unmute microphone' })).toBeVisible()
})

test('C-43: a button whose name changes is not pressed as well', async ({ meet }) => {
  const { caller } = await inCall(meet)
  const { page } = caller
  await page.getByRole('button', { name: 'Mute microphone' }).click()
  const mute = page.getByRole('button', { name: 'Unmute microphone' })
  await expect(mute).toBeVisible()
  expect(await mute.getAttribute('aria-pressed')).toBeNull()
  await page.getByRole('button', { name: 'Hold', exact: true }).click()
  const resume = page.getByRole('button', { name: 'Resume' })
  await expect(resume).toBeVisible()
  expect(await resume.getAttribute('aria-pressed')).toBeNull()
})
