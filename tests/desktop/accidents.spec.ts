import type { Page } from '@playwright/test'

import { expectWithin, whenSeen } from '../support/browser-rig.ts'
import { expectHears } from '../support/media-flow.ts'
import type { DesktopApp } from './support/app-rig.ts'
import { twoApps } from './support/app-rig.ts'
import { expect, talk, test } from './support/office-rig.ts'

/** Process id of the embedded host. */
const hostProcess = ({ electron }: DesktopApp) =>
  electron.evaluate(({ app }) => app.getAppMetrics().find((one) => one.name === 'Ringdown host')?.pid ?? 0)

const outage = (page: Page) => page.getByText('Host not reachable')

test('the host dies in a call: sound goes on, it comes back by itself, and people ring again', async ({ start }) => {
  const { first, second, maya, ben } = await twoApps(start)
  const pid = await hostProcess(first)
  expect(pid).toBeGreaterThan(0)
  process.kill(pid, 'SIGKILL')
  await expect(outage(second.page)).toBeVisible()
  await expectHears(first.page)
  await expectHears(second.page)
  await expect(outage(second.page)).toBeHidden()
  expect(await hostProcess(first)).not.toBe(pid)
  await ben.hangUp()
  await maya.sees('Call ended')
  await ben.call('Maya Lindqvist')
  await first.ring.getByRole('button', { name: 'Accept', exact: true }).click()
  await ben.talks()
})

test('F-68: the phone’s page dies in a call: the other is told within 2 s, and it is back within 5 s', async ({
  ben: app,
  ana,
}) => {
  await talk(ana, app)

  const told = whenSeen(ana.page, '[role=status]', 'Call ended')
  const { died, back } = await app.mainWindow.evaluate(async ({ webContents }) => {
    const loaded = new Promise<number>((resolve) => webContents.once('did-finish-load', () => resolve(Date.now())))
    const crashed = Date.now()
    webContents.forcefullyCrashRenderer()
    return { died: crashed, back: await loaded }
  })
  expectWithin((await told) - died, 2_000, 'crash to the other being told')
  expectWithin(back - died, 5_000, 'crash to the page being back')
  const phoneIsBack = () =>
    app.mainWindow.evaluate(
      ({ webContents }) => webContents.executeJavaScript('document.body.innerText') as Promise<string>,
    )
  await expect.poll(phoneIsBack).toContain('Free')
  await ana.call('Ben Okafor')
  await app.ring.getByRole('button', { name: 'Accept', exact: true }).click()
  await ana.talks()
})

test('F-69: the phone’s page hangs: Decline in the ring window works all the same', async ({ ben: app, ana }) => {
  await ana.call('Ben Okafor')
  await app.ring.getByRole('alertdialog').waitFor()
  // It hangs for longer than anybody waits.
  void app.page
    .evaluate(() => {
      const until = Date.now() + 8_000
      while (Date.now() < until);
    })
    .catch(() => {})
  await app.ring.getByRole('button', { name: 'Decline' }).click()
  await ana.page.getByRole('button', { name: 'Call again' }).waitFor({ timeout: 5_000 })
})
