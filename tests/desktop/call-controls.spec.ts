import type { Page } from '@playwright/test'

import { expectHears } from '../support/media-flow.ts'
import { hostOffice } from './support/app-rig.ts'
import { expect, talk, test } from './support/office-rig.ts'

/** Whoever talks can mute and hang up here and now, by what is seen in the window. */
async function expectControls(page: Page): Promise<void> {
  for (const name of ['Hang up', 'Mute microphone']) {
    await expect(page.getByRole('button', { name })).toBeInViewport({ ratio: 1 })
  }
}

test('U-1, C-1: leaving the office in a call leaves Mute and Hang up in sight', async ({ ben: app, ana }) => {
  await talk(ana, app)
  await app.page.getByRole('button', { name: 'Settings' }).click()
  await app.page.getByRole('button', { name: 'Office', exact: true }).click()
  await app.page.getByRole('button', { name: 'Leave', exact: true }).click()
  const question = app.page.getByRole('alertdialog')
  await question.getByRole('button', { name: 'Leave' }).click()
  await expect(app.page.getByRole('textbox', { name: 'Invitation' })).toBeVisible()
  await expectControls(app.page)
  await expectHears(ana.page)
  await app.page.getByRole('button', { name: 'Hang up' }).click()
  await ana.sees('Call ended')
})

test('U-1, C-1: to stop hosting in a call leaves Mute and Hang up in sight', async ({ start, tab }) => {
  const app = await start()
  await hostOffice(app, 'Ben Okafor')
  const ana = await tab('http://localhost:7480/', 'Ana Petrović')
  await talk(ana, app)
  await app.page.getByRole('button', { name: 'Settings' }).click()
  await app.page.getByRole('button', { name: 'Office', exact: true }).click()
  await app.page.getByRole('switch', { name: /^Host/ }).click()
  await app.page.getByRole('button', { name: 'Stop hosting' }).click()
  await expect(app.page.getByRole('textbox', { name: 'Invitation' })).toBeVisible()
  await expectControls(app.page)
  await expectHears(ana.page)
  await app.page.getByRole('button', { name: 'Hang up' }).click()
  await ana.sees('Call ended')
})
