import type { Page } from '@playwright/test'

import { expect, inCall, test } from '../support/browser-rig.ts'

/** Every element that a screen reader would watch, outside of forms. */
const regions = (page: Page) =>
  page.locator('[aria-live]:not([aria-live="off"]), [role="status"], [role="alert"], [role="log"]')

/** Counts what changes in the live regions of a page from now on. */
async function whatIsSaid(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const said: string[] = []
    Object.assign(globalThis, { said })
    const observer = new MutationObserver((records) => {
      for (const { target, addedNodes } of records) {
        const element = target instanceof Element ? target : target.parentElement
        const region = element?.closest('[aria-live], [role="status"], [role="alert"], [role="log"]')
        // What is taken away is not read.
        const text = target instanceof Text ? target.data : [...addedNodes].map((node) => node.textContent).join('')
        if (region && text !== '') said.push(text)
      }
    })
    observer.observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  return () => page.evaluate(() => (globalThis as unknown as { readonly said: readonly string[] }).said)
}

const seconds = (timer: string): number => Number(timer.split(':').at(-1))

test('one announcer tells what happens in a call, and says nothing while nothing changes', async ({ meet }) => {
  const { caller, callee } = await inCall(meet)
  await expect(regions(callee.page)).toHaveCount(1)
  await expect(regions(callee.page)).toContainText('In a call with Ana Petrović')

  const said = await whatIsSaid(callee.page)
  // Eight seconds of a call: its path is measured, and its quality drawn, several times.
  const timer = callee.page.getByRole('timer').first()
  await expect.poll(async () => seconds((await timer.textContent()) ?? '')).toBeGreaterThanOrEqual(8)
  expect(await said()).toEqual([])

  await caller.press('Mute microphone')
  await expect(regions(callee.page)).toContainText('Ana is muted')
  await caller.press('Hold')
  await expect(regions(callee.page)).toContainText('Ana put you on hold')
  await caller.press('Resume')
  await expect(regions(callee.page)).toContainText('Ana is back')
  await caller.hangUp()
  await expect(regions(callee.page)).toContainText('Call ended')
  await expect(regions(callee.page)).toHaveCount(1)
})

test('a ring is announced by the region that was there before it', async ({ meet }) => {
  const ana = await meet('Ana Petrović')
  const ben = await meet('Ben Okafor')
  await expect(regions(ben.page)).toHaveCount(1)
  const said = await whatIsSaid(ben.page)
  await ana.call('Ben Okafor')
  await expect.poll(said).toEqual(['Ana Petrović is calling'])
  await ana.hangUp()
})
