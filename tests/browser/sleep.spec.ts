import type { Browser } from '@playwright/test'

import type { Person } from '../support/browser-rig.ts'
import { arrive, expect, expectWithin, test as base, whenSeen } from '../support/browser-rig.ts'
import { expectHears } from '../support/media-flow.ts'
import type { SeparateBrowser } from '../support/separate-browser.ts'
import { separateBrowser } from '../support/separate-browser.ts'
import { stamp } from '../support/within.ts'

/** Machines of their own, which sleep, wake and die. */
const test = base.extend<{ machine: () => Promise<SeparateBrowser> }>({
  // eslint-disable-next-line no-empty-pattern
  machine: async ({}, use) => {
    const machines: SeparateBrowser[] = []
    await use(async () => {
      const machine = await separateBrowser()
      machines.push(machine)
      return machine
    })
    for (const machine of machines) await machine.close()
  },
})

/** Time passes while something is asleep: there is nothing to wait for. */
const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function pairOf(here: Browser, there: SeparateBrowser, url: string): Promise<readonly [Person, Person]> {
  const ana = await arrive(here, url, 'Ana', {})
  const ben = await arrive(there.browser, url, 'Ben', {})
  await ana.call('Ben')
  await ben.accept()
  await ana.talks()
  await ben.talks()
  return [ana, ben]
}

test.describe('while it rings', () => {
  test.use({ hostOptions: { ringMs: 5_000 } })
  test('F-39: the callee’s machine sleeps while it rings: awake again it shows one missed call, and does not ring', async ({
    meet,
    host,
    machine,
  }) => {
    const there = await machine()
    const ana = await meet('Ana')
    const ben = await arrive(there.browser, host.url, 'Ben', {})
    await ana.call('Ben')
    await ben.page.getByRole('alertdialog').waitFor()
    there.sleep()
    await ana.sees('No answer')
    there.wake()
    await expect(ben.page.getByText('1 missed call')).toHaveCount(1)
    await expect(ben.page.getByRole('alertdialog')).toHaveCount(0)
    await ben.press('Recents')
    await expect(ben.page.getByRole('listitem').filter({ hasText: 'Missed' })).toHaveCount(1)
  })
})

test('F-40: the callee’s machine sleeps for 5 s in a call: it goes on', async ({ browser, host, machine }) => {
  const there = await machine()
  const [ana, ben] = await pairOf(browser, there, host.url)
  there.sleep()
  await pass(5_000)
  there.wake()
  await Promise.all([expectHears(ana.page), expectHears(ben.page)])
  await expect(ana.page.getByRole('timer').first()).toBeVisible()
  await ana.context.close()
})

test('F-40: it sleeps for 20 s: ICE is restarted, and the same call goes on', async ({ browser, host, machine }) => {
  test.setTimeout(90_000)
  const there = await machine()
  const [ana, ben] = await pairOf(browser, there, host.url)
  const before = await connections(ana)
  there.sleep()
  await expect(ana.page.getByText('Reconnecting…').first()).toBeVisible()
  await pass(20_000)
  const awake = stamp()
  there.wake()
  await Promise.all([expectHears(ana.page), expectHears(ben.page)])
  expectWithin(stamp() - awake, 10_000, 'F-40 awake to sound on both sides')
  expect(await connections(ana)).toBe(before)
  await ana.context.close()
})

test('F-40: it sleeps for 40 s: the call is over on both sides, and both say why', async ({
  browser,
  host,
  machine,
}) => {
  test.setTimeout(120_000)
  const there = await machine()
  const [ana, ben] = await pairOf(browser, there, host.url)
  const slept = stamp()
  const told = whenSeen(ana.page, '[role=status]', 'Connection lost')
  there.sleep()
  expectWithin((await told) - slept, 32_000, 'F-40 peer lost')
  await pass(Math.max(0, 40_000 - (stamp() - slept)))
  there.wake()
  const over = ben.page.getByRole('status').filter({ hasText: /Call ended|Connection lost/ })
  await expect(over.first()).toBeVisible()
  await ana.context.close()
})

test('F-70: everything of the caller is killed in a call: the other end is told within 30 s, and nothing rings later', async ({
  browser,
  host,
  machine,
}) => {
  test.setTimeout(120_000)
  const there = await machine()
  const [ana] = await pairOf(browser, there, host.url)
  const told = whenSeen(ana.page, '[role=status]', 'Connection lost')
  const killed = stamp()
  expect(there.killProcesses('')).toBeGreaterThan(2)
  expectWithin((await told) - killed, 30_500, 'F-70 killed to told')
  const again = await machine()
  const cy = await arrive(again.browser, host.url, 'Cy', {})
  await expect(cy.page.getByRole('listitem', { name: 'Ana' })).toContainText('Free')
  await expect(cy.page.getByRole('alertdialog')).toHaveCount(0)
  await expect(ana.page.getByRole('alertdialog')).toHaveCount(0)
  await ana.context.close()
})

test('F-71: the GPU process dies in a video call: sound and picture go on', async ({ browser, host, machine }) => {
  const there = await machine()
  const [ana, ben] = await pairOf(browser, there, host.url)
  await ben.press('Turn camera on')
  await expect(ana.page.getByLabel('Video of Ben')).toBeVisible()
  expect(there.killProcesses('--type=gpu-process')).toBeGreaterThan(0)
  await Promise.all([expectHears(ana.page), expectHears(ben.page)])
  await ana.context.close()
})

const connections = ({ page }: Person) => page.evaluate(() => globalThis.pageProbe.connections.length)
