import type { ElectronApplication } from '@playwright/test'

import { expectHears } from '../support/media-flow.ts'
import type { DesktopApp } from './support/app-rig.ts'
import { expect, test } from './support/office-rig.ts'
import { MISSED, putMainWindow, RING, visibleWindows } from './support/windows.ts'

const ringIsThere = () => expect.poll(() => visibleWindows(RING)).toHaveLength(1)
const ringIsGone = () => expect.poll(() => visibleWindows(RING)).toEqual([])

/** What stands in the ring window that is on the screen now, whichever window that is. */
const ringText = ({ electron }: DesktopApp) =>
  electron.evaluate(async ({ BrowserWindow }) => {
    const ring = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().endsWith('/ring.html'))
    // A page that is not there yet would never answer.
    if (!ring?.isVisible() || ring.webContents.isCrashed() || ring.webContents.isLoading()) return ''
    const text = ring.webContents.executeJavaScript('document.body.innerText') as Promise<string>
    // One that is just crashing answers never.
    return Promise.race([text, new Promise<string>((resolve) => setTimeout(resolve, 1_000, ''))])
  })

/** Presses a button in that window. */
const pressInRing = ({ electron }: DesktopApp, name: string) =>
  electron.evaluate(async ({ BrowserWindow }, label) => {
    const ring = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().endsWith('/ring.html'))
    const press = `[...document.querySelectorAll('button')].find((one) => one.innerText === ${JSON.stringify(label)}).click()`
    await ring?.webContents.executeJavaScript(press)
  }, name)

/** Counts the notifications that the app shows from now on. */
async function countNotifications(electron: ElectronApplication): Promise<() => Promise<number>> {
  await electron.evaluate(({ Notification }) => {
    const counted = globalThis as { notified?: number }
    counted.notified = 0
    // Under a display without a notification service none is ever supported.
    Notification.isSupported = () => true
    Notification.prototype.show = () => {
      counted.notified = (counted.notified ?? 0) + 1
    }
  })
  return () => electron.evaluate(() => (globalThis as { notified?: number }).notified ?? 0)
}

test('C-10, B-17: a ring window that was closed in the window list rings again, with its notification', async ({
  ben,
  ana,
}) => {
  const notifications = await countNotifications(ben.electron)
  await ana.call('Ben Okafor')
  await ringIsThere()
  await ben.ringWindow.evaluate((window) => window.close())
  await ringIsGone()
  await ana.sees('Ringing…')
  await ana.hangUp()
  await ana.press('Call again')
  await ringIsThere()
  await expect.poll(() => ringText(ben)).toContain('Ana Petrović')
  expect(await notifications()).toBe(2)
  await pressInRing(ben, 'Accept')
  await ana.talks()
})

test('C-10, B-17: a ring window that was destroyed is made anew at once, in the middle of a ring too', async ({
  ben,
  ana,
}) => {
  const destroy = () =>
    ben.electron.evaluate(({ BrowserWindow }) => {
      for (const one of BrowserWindow.getAllWindows())
        if (one.webContents.getURL().endsWith('/ring.html')) one.destroy()
    })
  await destroy()
  await ana.call('Ben Okafor')
  await ringIsThere()
  await destroy()
  await expect.poll(() => ringText(ben)).toContain('Ana Petrović')
  await ringIsThere()
  await pressInRing(ben, 'Decline')
  await ana.sees('Declined')
})

test('C-31, B-17: the ring window’s page crashed, before a ring and in one: the card comes all the same', async ({
  ben,
  ana,
}) => {
  const crash = () => ben.ringWindow.evaluate(({ webContents }) => webContents.forcefullyCrashRenderer())
  await crash()
  await ana.call('Ben Okafor')
  await ringIsThere()
  await expect.poll(() => ringText(ben)).toContain('Accept')
  await crash()
  await expect.poll(() => ringText(ben)).toContain('Accept')
  await pressInRing(ben, 'Accept')
  await ana.talks()
})

test('C-10, C-31: whatever happened to the ring window, a phone whose page crashes is back and rings', async ({
  ben,
  ana,
}) => {
  await ben.ringWindow.evaluate((window) => window.destroy())
  await ben.mainWindow.evaluate(({ webContents }) => webContents.forcefullyCrashRenderer())
  const phoneIsBack = () =>
    ben.mainWindow.evaluate(({ webContents }) => {
      if (webContents.isCrashed() || webContents.isLoading()) return ''
      const text = webContents.executeJavaScript('document.body.innerText') as Promise<string>
      return Promise.race([text, new Promise<string>((resolve) => setTimeout(resolve, 1_000, ''))])
    })
  await expect.poll(phoneIsBack).toContain('Free')
  await ana.call('Ben Okafor')
  await expect.poll(() => ringText(ben)).toContain('Accept')
  await pressInRing(ben, 'Accept')
  await ana.talks()
})

for (const state of ['hidden', 'minimised', 'closed'] as const) {
  test(`U-2: Accept in the ring window brings the main window, which was ${state}`, async ({ ben, ana }) => {
    await putMainWindow(ben, state)
    await ana.call('Ben Okafor')
    await ben.ring.getByRole('button', { name: 'Accept', exact: true }).click()
    await ana.talks()
    await expect.poll(() => ben.mainWindow.evaluate((window) => window.isVisible() && !window.isMinimized())).toBe(true)
    await expectHears(ben.page)
    await ben.page.getByRole('button', { name: 'Hang up' }).click()
    await ana.sees('Call ended')
  })
}

test('U-8: the last missed call stays in the ring window until it is dismissed, or called back', async ({
  ben,
  ana,
}) => {
  await putMainWindow(ben, 'closed')
  await ana.call('Ben Okafor')
  await ringIsThere()
  await ana.hangUp()
  await ringIsGone()
  const missed = ben.ring.getByRole('dialog', { name: 'Missed call from Ana Petrović' })
  await expect(missed).toBeVisible()
  await expect.poll(() => visibleWindows(MISSED)).toHaveLength(1)
  await ben.ring.getByRole('button', { name: 'Dismiss' }).click()
  await expect.poll(() => visibleWindows(MISSED)).toEqual([])

  await ana.call('Ben Okafor')
  await ringIsThere()
  await ana.hangUp()
  await ben.ring.getByRole('button', { name: 'Call back' }).click()
  await ana.accept()
  await ana.talks()
  await expect.poll(() => visibleWindows(MISSED)).toEqual([])
  await expect.poll(() => ben.mainWindow.evaluate((window) => window.isVisible())).toBe(true)
})

test('a ring that was declined leaves no missed call in the ring window', async ({ ben, ana }) => {
  await ana.call('Ben Okafor')
  await ben.ring.getByRole('button', { name: 'Decline' }).click()
  await ana.sees('Declined')
  await ringIsGone()
  expect(visibleWindows(MISSED)).toEqual([])
})
