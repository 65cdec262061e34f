import type { Page } from '@playwright/test'

import { expect, test } from '../support/browser-rig.ts'
import { expectHears } from '../support/media-flow.ts'

const sign = (page: Page) => page.getByRole('img', { name: 'Your microphone is open' })
const liveTracks = (page: Page) =>
  page.evaluate(() => globalThis.pageProbe.tracks.filter((track) => track.readyState === 'live').length)

test('R-19: the ready microphone is off by default, shows while it is open, serves calls and closes with its switch', async ({
  meet,
}) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await expect(sign(ben.page)).toHaveCount(0)
  expect(await liveTracks(ben.page)).toBe(0)

  await ben.press('Settings')
  const keep = ben.page.getByRole('switch', { name: 'Keep microphone ready' })
  await keep.click()
  await expect(sign(ben.page)).toBeVisible()
  await ben.press('Back')
  await expect.poll(() => liveTracks(ben.page)).toBe(1)
  const asked = await ben.page.evaluate(() => globalThis.pageProbe.captureCalls)

  await ana.call('Ben')
  await ben.accept()
  await ben.talks()
  await expectHears(ana.page)
  expect(await ben.page.evaluate(() => globalThis.pageProbe.captureCalls)).toBe(asked)
  await ana.hangUp()
  await ben.sees('Call ended')
  // The call gave its track back; the ready one is still open, and still says so.
  await expect.poll(() => liveTracks(ben.page)).toBe(1)
  await expect(sign(ben.page)).toBeVisible()

  await ben.press('Settings')
  await keep.click()
  await expect(sign(ben.page)).toHaveCount(0)
  await expect.poll(() => liveTracks(ben.page)).toBe(0)
})
