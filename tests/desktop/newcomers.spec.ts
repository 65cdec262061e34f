import { mkdir } from 'node:fs/promises'

import type { Page } from '@playwright/test'

import { expectHears } from '../support/media-flow.ts'
import { expect, test } from './support/app-rig.ts'

const SCREENS = new URL('../../test-results/screens/', import.meta.url).pathname
const PICTURES = new URL('../../test-results/pictures/newcomers/', import.meta.url).pathname

test('two newcomers on one network talk after six clicks, and type nothing but their names', async ({ start }) => {
  for (const folder of [PICTURES, SCREENS]) await mkdir(folder, { recursive: true })
  let clicks = 0
  let steps = 0
  const click = async (page: Page, button: string) => {
    const target = page.getByRole('button', { name: button, exact: true })
    await target.click()
    clicks += 1
  }
  const picture = async (page: Page, what: string) => {
    steps += 1
    await page.screenshot({ path: `${PICTURES}${String(steps).padStart(2, '0')}-${what}.png` })
  }

  const maya = (await start()).page
  await maya.getByRole('textbox', { name: 'Your name' }).fill('Maya Lindqvist')
  await picture(maya, 'first-run')
  await click(maya, 'Host this office')
  await maya.getByRole('heading', { name: 'Sound check' }).waitFor()
  await picture(maya, 'sound-check')
  await click(maya, 'Skip')
  await maya.getByRole('heading', { name: 'Nobody else is here yet' }).waitFor()
  await picture(maya, 'alone')

  const second = await start()
  const ben = second.page
  await ben.getByRole('textbox', { name: 'Your name' }).fill('Ben Okafor')
  await expect(ben.getByRole('radio')).toBeEnabled()
  await picture(ben, 'office-found')
  // The README's.
  await ben.screenshot({ path: `${SCREENS}desktop-office-found.960.light.en.png` })
  await click(ben, 'Join')
  await click(ben, 'Skip')
  await ben.getByRole('listitem', { name: 'Maya Lindqvist' }).waitFor()
  await picture(ben, 'in-the-office')
  await click(ben, 'Call Maya Lindqvist')
  await maya.getByRole('alertdialog').waitFor()
  await picture(maya, 'rings')
  await click(maya, 'Accept')
  for (const page of [ben, maya]) await page.getByRole('timer').first().waitFor()
  await expectHears(maya)
  await expectHears(ben)
  await picture(maya, 'talking')
  expect(clicks).toBeLessThanOrEqual(6)
})
