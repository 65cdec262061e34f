import { mkdirSync } from 'node:fs'

import { expect, test } from '../support/browser-rig.ts'
import { seatStudioNorth } from '../support/studio-north.ts'

const FOLDER = new URL('../../test-results/screens/', import.meta.url).pathname
mkdirSync(FOLDER, { recursive: true })

/** Twice the pixels: the README shows them on fine screens too. */
const LOOK = { viewport: { width: 960, height: 640 }, deviceScaleFactor: 2, locale: 'en-GB' } as const

test('the pictures of the README: a ring and a call in an office of twelve', async ({ meet, host }) => {
  test.setTimeout(90_000)
  const office = await seatStudioNorth(host.url)
  const ben = await meet('Ben Okafor', { hash: '#room=Reception' })
  await meet('Ana Petrović', { hash: '#room=Reception' })
  const maya = await meet('Maya Lindqvist', LOOK)
  const { page } = maya
  for (const name of ['Renata Silva', 'Ben Okafor']) {
    await page.getByRole('button', { name, exact: true }).first().click()
    await page.getByRole('button', { name: 'Favourite' }).click()
  }
  await expect(page.getByRole('listitem', { name: 'Elif Yıldız' })).toContainText('until')
  await expect(page.getByRole('listitem', { name: 'Omar Haddad' })).toContainText('left')
  await ben.press('Maya Lindqvist')
  await ben.page.getByRole('textbox', { name: 'Subject' }).fill('2 min, invoice 4411')
  await ben.page.getByRole('main').getByRole('button', { name: 'Call', exact: true }).click()
  await page.getByRole('alertdialog').waitFor()
  await page.screenshot({ path: `${FOLDER}picture-ringing.png` })
  await maya.accept()
  await expect(page.getByText('Clear and direct').first()).toBeVisible()
  // The talk lanes show the last 20 seconds.
  await expect(page.getByRole('timer').first()).toHaveText(/^0?0:[2-5]\d$/, { timeout: 30_000 })
  await page.screenshot({ path: `${FOLDER}picture-call.png` })
  office.close()
})
