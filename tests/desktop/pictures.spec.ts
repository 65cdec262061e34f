import { mkdirSync } from 'node:fs'

import { seatStudioNorth } from '../support/studio-north.ts'
import type { DesktopApp } from './support/app-rig.ts'
import { expect, hostOffice, test } from './support/app-rig.ts'

const FOLDER = new URL('../../test-results/screens/', import.meta.url).pathname
mkdirSync(FOLDER, { recursive: true })

/** As on a screen with twice the pixels, whatever the display of the tests is. */
async function onFineScreen({ electron, page }: DesktopApp): Promise<void> {
  const session = await electron.context().newCDPSession(page)
  const metrics = { width: 960, height: 640, deviceScaleFactor: 2, mobile: false }
  await session.send('Emulation.setDeviceMetricsOverride', metrics)
}

test('the pictures of the README: first run, an office that was found, its settings', async ({ start }) => {
  const first = await start()
  await onFineScreen(first)
  await first.page.getByRole('textbox', { name: 'Your name' }).fill('Maya Lindqvist')
  await first.page.screenshot({ path: `${FOLDER}picture-first-run.png` })
  await hostOffice(first, 'Maya Lindqvist')
  await first.page.getByRole('button', { name: 'Settings' }).click()
  await first.page.getByRole('button', { name: 'Office', exact: true }).click()
  const invitation = first.page.getByRole('textbox', { name: 'Invitation' })
  const before = await invitation.inputValue()
  await first.page.getByRole('textbox', { name: 'Name', exact: true }).fill('Studio North')
  await first.page.keyboard.press('Enter')
  // The invitation carries the name.
  await expect(invitation).not.toHaveValue(before)
  await expect(first.page.getByRole('heading', { name: '0 connected' })).toBeVisible()

  const office = await seatStudioNorth('http://localhost:7480')
  await expect(first.page.getByRole('heading', { name: '8 connected' })).toBeVisible()
  await first.page.screenshot({ path: `${FOLDER}picture-settings-office.png` })

  const second = await start()
  await onFineScreen(second)
  await second.page.getByRole('textbox', { name: 'Your name' }).fill('Ben Okafor')
  await expect(second.page.getByRole('radio', { name: /Studio North/ })).toBeVisible()
  await expect(second.page.getByText(/\w+ · \w+ · \w+ · \w+/)).toBeVisible()
  await second.page.screenshot({ path: `${FOLDER}picture-office-found.png` })
  office.close()
})
