import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expectWithin, whenSeen } from '../support/browser-rig.ts'
import { hostOffice, startAgain } from './support/app-rig.ts'
import { expect, talk, test } from './support/office-rig.ts'
import { putMainWindow, windowsShown } from './support/windows.ts'

/** Quits as the menu does. */
const quit = (electron: Parameters<typeof putMainWindow>[0]['electron']) =>
  void electron.evaluate(({ app }) => app.quit()).catch(() => {})

test('F-72: quitting in a call asks; Cancel stays, then it hangs up within 500 ms', async ({ ben: app, ana }) => {
  await talk(ana, app)

  quit(app.electron)
  const question = app.page.getByRole('alertdialog', { name: 'Quit Ringdown?' })
  await expect(question).toContainText('You are in a call with Ana Petrović')
  await app.page.getByRole('button', { name: 'Cancel' }).click()
  await expect(question).toBeHidden()
  await ana.talks()

  quit(app.electron)
  const told = whenSeen(ana.page, '[role=status]', 'Call ended')
  const gone = app.gone()
  await app.page.getByRole('button', { name: 'Hang up and quit' }).waitFor()
  const clicked = Date.now()
  await app.page.getByRole('button', { name: 'Hang up and quit' }).click()
  expectWithin((await told) - clicked, 500, 'quit to the other being told')
  await gone
})

test('quitting while others use this host says how many, and asks', async ({ start, tab }) => {
  const app = await start()
  await hostOffice(app, 'Maya Lindqvist')
  await tab('http://localhost:7480/', 'Ben Okafor')
  await tab('http://localhost:7480/', 'Ana Petrović')
  await app.page.getByRole('listitem', { name: 'Ana Petrović' }).waitFor()
  quit(app.electron)
  await expect(app.page.getByRole('alertdialog')).toContainText('2 others are connected through this computer')
  const gone = app.gone()
  await app.page.getByRole('button', { name: 'Quit', exact: true }).click()
  await gone
})

test('switching the host off while somebody is connected says how many, and asks', async ({ start, tab }) => {
  const app = await start()
  await hostOffice(app, 'Maya Lindqvist')
  const ben = await tab('http://localhost:7480/', 'Ben Okafor')
  await app.page.getByRole('listitem', { name: 'Ben Okafor' }).waitFor()
  await app.page.getByRole('button', { name: 'Settings' }).click()
  await app.page.getByRole('button', { name: 'Office', exact: true }).click()
  await expect(app.page.getByRole('table')).toContainText('Ben Okafor')
  await app.page.getByRole('switch', { name: 'Host this office on this computer' }).click()
  await expect(app.page.getByRole('alertdialog')).toContainText('1 other person is connected')
  await app.page.getByRole('button', { name: 'Stop hosting' }).click()
  await expect(app.page.getByRole('button', { name: 'Host this office' })).toBeVisible()
  await expect(ben.page.getByText('Host not reachable')).toBeVisible()
})

test('closing hides in the tray; with that switched off it quits', async ({ ben: app }) => {
  await putMainWindow(app, 'closed')
  await expect.poll(() => windowsShown(app)).toBe(0)
  expect(await startAgain(app.home)).toBe(0)
  await expect.poll(() => windowsShown(app)).toBe(1)
  await app.page.getByRole('button', { name: 'Settings' }).click()
  await app.page.getByRole('button', { name: 'General' }).click()
  await app.page.getByRole('switch', { name: 'Keep running in the tray when closed' }).click()
  const gone = app.gone()
  await putMainWindow(app, 'closed').catch(() => {})
  await gone
})

test('start at login leaves an entry for this desktop, and takes it away again', async ({ ben: app }) => {
  const entry = join(app.home, 'autostart', 'ringdown.desktop')
  await app.page.getByRole('button', { name: 'Settings' }).click()
  await app.page.getByRole('button', { name: 'General' }).click()
  await app.page.getByRole('switch', { name: 'Start at login' }).click()
  await expect.poll(() => existsSync(entry)).toBe(true)
  expect(readFileSync(entry, 'utf8')).toContain('"--hidden"')
  await app.page.getByRole('switch', { name: 'Start at login' }).click()
  await expect.poll(() => existsSync(entry)).toBe(false)
})

test('where the window was is where it comes back, unless no screen is there', async ({ start }) => {
  const first = await start()
  const bounds = { x: 120, y: 90, width: 800, height: 600 }
  await first.mainWindow.evaluate((window, wanted) => window.setBounds(wanted), bounds)
  await putMainWindow(first, 'closed')
  await first.stop()
  const again = await start({ home: first.home })
  const found = await again.mainWindow.evaluate((window) => window.getNormalBounds())
  expect(found).toMatchObject({ width: bounds.width, height: bounds.height })
})
