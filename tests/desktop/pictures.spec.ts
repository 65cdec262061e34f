import { mkdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'

import { seatStudioNorth } from '../support/studio-north.ts'
import type { DesktopApp } from './support/app-rig.ts'
import { expect, hostOffice, test } from './support/app-rig.ts'

const FOLDER = new URL('../../test-results/screens/', import.meta.url).pathname
mkdirSync(FOLDER, { recursive: true })

/** With twice the pixels, whatever the display of the tests has: Playwright's own picture has as many as that. */
async function draw({ electron, page }: DesktopApp, name: string): Promise<void> {
  const session = await electron.context().newCDPSession(page)
  const [width, height] = await page.evaluate(() => [innerWidth, innerHeight] as const)
  const { data } = await session.send('Page.captureScreenshot', { clip: { x: 0, y: 0, width, height, scale: 2 } })
  await session.detach()
  const picture = Buffer.from(data, 'base64')
  // The width in the head of a PNG (W3C PNG §11.2.1).
  expect(picture.readUInt32BE(16)).toBe(2 * width)
  await writeFile(`${FOLDER}picture-${name}.png`, picture)
}

test('the pictures of the README: first run, an office that was found, its settings', async ({ start }) => {
  const first = await start()
  await first.page.getByRole('textbox', { name: 'Your name' }).fill('Maya Lindqvist')
  await draw(first, 'first-run')
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
  await draw(first, 'settings-office')

  const second = await start()
  await second.page.getByRole('textbox', { name: 'Your name' }).fill('Ben Okafor')
  await expect(second.page.getByRole('radio', { name: /Studio North/ })).toBeVisible()
  await expect(second.page.getByText(/\w+ · \w+ · \w+ · \w+/)).toBeVisible()
  await draw(second, 'office-found')
  office.close()
})
