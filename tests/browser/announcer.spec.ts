import type { Page } from '@playwright/test'

import { expect, inCall, test } from '../support/browser-rig.ts'

/** Every element that a screen reader watches. */
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
  const told = (text: string) => expect(regions(callee.page).filter({ hasText: text })).not.toHaveCount(0)
  await told('In a call with Ana Petrović')
  const before = await regions(callee.page).count()

  const said = await whatIsSaid(callee.page)
  // Eight seconds of a call: its path is measured, and its quality drawn, several times.
  const timer = callee.page.getByRole('timer').first()
  await expect.poll(async () => seconds((await timer.textContent()) ?? '')).toBeGreaterThanOrEqual(8)
  expect(await said()).toEqual([])

  await caller.press('Mute microphone')
  await told('Ana is muted')
  await caller.press('Hold')
  await told('Ana put you on hold')
  await caller.press('Resume')
  await told('Ana is back')
  // Nothing is said by a region that came with its words.
  await expect(regions(callee.page)).toHaveCount(before)
  await caller.hangUp()
  await told('Call ended')
})

test('a ring is announced by the region that was there before it', async ({ meet }) => {
  const ana = await meet('Ana Petrović')
  const ben = await meet('Ben Okafor')
  const said = await whatIsSaid(ben.page)
  await ana.call('Ben Okafor')
  await expect.poll(said).toEqual(['Ana Petrović is calling'])
  await ana.hangUp()
})

test('the announcer takes no place: the page does not scroll', async ({ meet }) => {
  const { page } = await meet('Ana Petrović')
  const beyond = await page.evaluate(
    () => document.documentElement.scrollHeight - document.documentElement.clientHeight,
  )
  expect(beyond).toBe(0)
})
