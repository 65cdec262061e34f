import type { BrowserContextOptions } from '@playwright/test'
import { test as base } from '@playwright/test'

import type { Person } from '../../support/browser-rig.ts'
import { installedContext, personOf } from '../../support/browser-rig.ts'
import { chromiumLaunch } from '../../support/chromium.ts'
import { launchInside } from './browser-inside.ts'
import type { Access, Relay } from './coturn.ts'
import { startRelay } from './coturn.ts'
import type { LanHost } from './lan-host.ts'
import { startLanHost } from './lan-host.ts'
import type { Lan, Machine } from './namespaces.ts'
import { buildLan } from './namespaces.ts'

export interface BrowserOptions extends BrowserContextOptions {
  /** Without granted permissions and shown addresses. */
  readonly asInstalled?: boolean
  /** Runs in the page before its scripts. */
  readonly script?: () => void
}

interface Fixtures {
  readonly lan: Lan
  /** Starts a relay on a machine of its own. */
  readonly relay: (access: Access) => Promise<Relay>
  readonly host: LanHost
  /** Somebody with a browser on this machine, who has joined. */
  readonly sit: (machine: Machine, name: string, options?: BrowserOptions) => Promise<Person>
}

export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern here
  lan: async ({}, use) => {
    const lan = buildLan()
    await use(lan)
    lan.tearDown()
  },
  relay: async ({ lan }, use) => {
    const relays: Relay[] = []
    await use(async (access) => {
      const relay = await startRelay(lan.machine(), access)
      relays.push(relay)
      return relay
    })
    for (const relay of relays) await relay.stop()
  },
  host: async ({ lan }, use) => {
    const host = await startLanHost(lan.machine())
    await use(host)
    await host.stop()
  },
  sit: async ({ host }, use) => {
    const closes: (() => Promise<void>)[] = []
    await use(async (machine, name, options = {}) => {
      const { asInstalled = false, script, ...contextOptions } = options
      const browser = await launchInside(machine, chromiumLaunch([], asInstalled))
      closes.push(() => browser.close())
      const context = await installedContext(browser, { ignoreHTTPSErrors: true, locale: 'en-GB', ...contextOptions })
      if (script) await context.addInitScript(script)
      const page = await context.newPage()
      await page.goto(host.url)
      await page.getByRole('textbox', { name: 'Your name' }).fill(name)
      await page.getByRole('button', { name: 'Join' }).click()
      await page.getByRole('navigation').waitFor()
      return personOf(name, page, context)
    })
    await Promise.all(closes.map((close) => close()))
  },
})
