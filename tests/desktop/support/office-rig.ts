import type { Page } from '@playwright/test'
import { chromium } from '@playwright/test'

import type { Host, Person } from '../../support/browser-rig.ts'
import { installedContext, personOf, startHost } from '../../support/browser-rig.ts'
import { chromiumLaunch } from '../../support/chromium.ts'
import type { ServerOptions } from '../../../src-signaling/server/create-server.ts'
import { test as base } from './app-rig.ts'

interface Fixtures {
  readonly hostOptions: Partial<ServerOptions>
  /** A host outside of any app. */
  readonly host: Host
  /** Somebody in the office with a browser tab. */
  readonly visitor: (name: string, hash?: string) => Promise<Person>
  /** Somebody with a browser tab at any host. */
  readonly tab: (address: string, name: string) => Promise<Person>
  /** Another window on the screen, with the keyboard's focus in a text field. */
  readonly otherWindow: () => Promise<Page>
}

export const test = base.extend<Fixtures>({
  hostOptions: [{}, { option: true }],
  host: async ({ hostOptions }, use) => {
    const host = await startHost(hostOptions)
    await use(host)
    await host.stop()
  },
  visitor: async ({ host, tab }, use) => {
    await use((name, hash = '') => tab(`${host.url}${hash}`, name))
  },
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the parameter's shape
  tab: async ({}, use) => {
    const browser = await chromium.launch(chromiumLaunch())
    await use(async (address, name) => {
      const context = await installedContext(browser)
      const page = await context.newPage()
      await page.goto(address)
      await page.getByRole('textbox', { name: 'Your name' }).fill(name)
      await page.getByRole('button', { name: 'Join' }).click()
      await page.getByRole('navigation').waitFor()
      return personOf(name, page, context)
    })
    await browser.close()
  },
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the parameter's shape
  otherWindow: async ({}, use) => {
    const browser = await chromium.launch({ ...chromiumLaunch(), headless: false })
    await use(async () => {
      const page = await browser.newPage()
      await page.setContent('<title>A letter</title><textarea aria-label="Letter" autofocus></textarea>')
      await page.getByRole('textbox').click()
      return page
    })
    await browser.close()
  },
})

export { expect } from './app-rig.ts'
