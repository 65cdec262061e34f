import { clickAt, expectWithin } from '../support/browser-rig.ts'
import { expectHears } from '../support/media-flow.ts'
import { expect, test } from './support/office-rig.ts'
import type { MainWindowState } from './support/windows.ts'
import {
  focusedWindow,
  isAbove,
  putMainWindow,
  RING,
  typeKeys,
  visibleWindows,
  whenRingShows,
} from './support/windows.ts'

const ringIsGone = () => expect.poll(() => visibleWindows(RING)).toEqual([])
const ringIsThere = () => expect.poll(() => visibleWindows(RING)).toHaveLength(1)

for (const state of ['shown', 'hidden', 'minimised', 'closed'] as const satisfies readonly MainWindowState[]) {
  test(`F-73: with the main window ${state} a ring is on top within 200 ms and takes no key`, async ({
    ben,
    ana,
    otherWindow,
  }) => {
    const letter = await otherWindow()
    await putMainWindow(ben, state)
    if (state === 'shown') await letter.bringToFront()
    await letter.getByRole('textbox').click()
    const focused = focusedWindow()

    const shown = whenRingShows(ben)
    const clicked = await clickAt(ana.page, 'Call Ben Okafor')
    expectWithin((await shown) - clicked, 200, 'call clicked to ring window shown')
    await ringIsThere()
    typeKeys('dear Ben')
    await expect(letter.getByRole('textbox')).toHaveValue('dear Ben')
    expect(focusedWindow()).toBe(focused)
    expect(isAbove(RING, 'A letter')).toBe(true)
    await expect(ben.ring.getByRole('alertdialog', { name: 'Ana Petrović' })).toBeVisible()

    await ana.hangUp()
    await ringIsGone()
  })
}

test('Accept in the ring window talks at once, with the main window closed', async ({ ben, ana }) => {
  await putMainWindow(ben, 'closed')
  await ana.call('Ben Okafor')
  await ringIsThere()
  await ben.ring.getByRole('button', { name: 'Accept', exact: true }).click()
  await ana.talks()
  await ringIsGone()
  await expectHears(ana.page)
  await expectHears(ben.page)
})

test('Silence keeps the ring and its window, Decline ends both', async ({ ben, ana }) => {
  await ana.call('Ben Okafor')
  await ben.ring.getByRole('button', { name: 'Silence' }).click()
  await expect(ben.ring.getByText('Silenced, still ringing')).toBeVisible()
  await ana.sees('Ringing…')
  await ringIsThere()
  await ben.ring.getByRole('button', { name: 'Decline' }).click()
  await ana.sees('Declined')
  await ringIsGone()
})

test('answered by another of the group: the ring window is gone', async ({ ben, visitor }) => {
  await ben.page.getByRole('button', { name: 'Join group' }).click()
  await ben.page.getByRole('textbox', { name: 'Group' }).fill('001')
  await ben.page.keyboard.press('Enter')
  const cy = await visitor('Cy Ono', '#room=001')
  const ana = await visitor('Ana Petrović')
  await ana.press('Call 001')
  await ringIsThere()
  await cy.accept()
  await ana.talks()
  await ringIsGone()
})

test.describe('with a short time to ring', () => {
  test.use({ hostOptions: { ringMs: 4_000 } })
  test('nobody answers: the ring window goes with the ring', async ({ ben, ana }) => {
    await ana.call('Ben Okafor')
    await ringIsThere()
    await ana.sees('No answer')
    await ringIsGone()
    await expect(ben.page.getByText('1 missed call')).toBeVisible()
  })
})

test('do not disturb holds: no ring window comes', async ({ ben, visitor }) => {
  await ben.page.getByRole('button', { name: 'Your state' }).click()
  await ben.page.getByRole('menuitemradio', { name: 'Until I change it' }).click()
  const ana = await visitor('Ana Petrović')
  await expect(ana.page.getByRole('listitem', { name: 'Ben Okafor' })).toContainText('do not disturb')
  await ana.call('Ben Okafor')
  await ana.sees('Do not disturb')
  expect(visibleWindows(RING)).toEqual([])
})
