import { spawn } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { whenSeen } from '../support/browser-rig.ts'
import { profileOf, startAgain } from './support/app-rig.ts'
import { expect, talk, test } from './support/office-rig.ts'
import { putMainWindow, typeKey } from './support/windows.ts'

/** The page never answers again. */
const hang = (page: { evaluate(script: () => void): Promise<unknown> }) =>
  void page
    .evaluate(() => {
      for (;;);
    })
    .catch(() => {})

test('C-24: a second Quit does not wait for a page that hangs', async ({ ben: app, ana }) => {
  await talk(ana, app)
  const told = whenSeen(ana.page, '[role=status]', 'Call ended')
  hang(app.page)
  const gone = app.gone()
  await app.electron.evaluate(({ app: running }) => {
    setImmediate(() => {
      running.quit()
      running.quit()
    })
  })
  await told
  await gone
  expect(app.log()).not.toContain('quitting: the phone does not answer')
})

test('D-6: on a bus without a tray the closed window stays in the taskbar, and Ctrl Q quits', async ({ start }) => {
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const address = await new Promise<string>((resolve) =>
    bus.stdout.once('data', (text) => resolve(String(text).trim())),
  )
  process.env['DBUS_SESSION_BUS_ADDRESS'] = address
  try {
    const app = await start()
    await app.page.getByRole('textbox', { name: 'Your name' }).waitFor()
    await putMainWindow(app, 'closed')
    await expect.poll(() => app.mainWindow.evaluate((window) => window.isMinimized())).toBe(true)
    expect(await startAgain(app.home)).toBe(0)
    await expect.poll(() => app.mainWindow.evaluate((window) => window.isFocused())).toBe(true)
    const gone = app.gone()
    typeKey('ctrl+q')
    await gone
  } finally {
    delete process.env['DBUS_SESSION_BUS_ADDRESS']
    bus.kill()
  }
})

test('D-16: an error, a log that cannot be written and a terminal that is gone: one error, and no busy loop', async ({
  start,
}) => {
  const app = await start()
  await app.page.getByRole('textbox', { name: 'Your name' }).waitFor()
  const logs = join(profileOf(app.home), 'logs')
  await rm(logs, { recursive: true, force: true })
  await writeFile(logs, 'not a folder')
  const used = await app.electron.evaluate(async () => {
    // What is left of a terminal that was closed.
    for (const stream of [process.stdout, process.stderr]) stream.destroy()
    setImmediate(() => {
      throw new Error('once')
    })
    const began = process.cpuUsage()
    await new Promise((resolve) => setTimeout(resolve, 5_000))
    return process.cpuUsage(began)
  })
  // Microseconds of 5 s.
  expect(used.user + used.system).toBeLessThan(1_500_000)
  await rm(logs)
  await mkdir(logs)
})

test('C-47: Ctrl with + and − zooms the phone, Ctrl 0 ends it, and the size is kept', async ({ start }) => {
  const first = await start()
  await first.page.getByRole('textbox', { name: 'Your name' }).waitFor()
  const factor = (app: typeof first) => app.mainWindow.evaluate(({ webContents }) => webContents.getZoomFactor())
  await first.mainWindow.evaluate((window) => window.focus())
  typeKey('ctrl+plus')
  await expect.poll(() => factor(first)).toBeCloseTo(1.1)
  typeKey('ctrl+plus')
  await expect.poll(() => factor(first)).toBeCloseTo(1.25)
  await first.stop()
  const again = await start({ home: first.home })
  await expect.poll(() => factor(again)).toBeCloseTo(1.25)
  await again.mainWindow.evaluate((window) => window.focus())
  typeKey('ctrl+minus')
  await expect.poll(() => factor(again)).toBeCloseTo(1.1)
  typeKey('ctrl+0')
  await expect.poll(() => factor(again)).toBeCloseTo(1)
})
