import type { Page } from '@playwright/test'
import { chromium } from '@playwright/test'

import type { Host, Person } from '../../support/browser-rig.ts'
import { arrive, startHost } from '../../support/browser-rig.ts'
import { chromiumLaunch } from '../../support/chromium.ts'
import type { ServerOptions } from '../../../src-signaling/server/create-server.ts'
import type { DesktopApp } from './app-rig.ts'
import { inOffice, test as base } from './app-rig.ts'

interface Fixtures {
  readonly hostOptions: Partial<ServerOptions>
  /** A host outside of any app. */
  readonly host: Host
  /** Somebody in the office with a browser tab. */
  readonly visitor: (name: string, hash?: string) => Promise<Person>
  /** Somebody with a browser tab at any host. */
  readonly tab: (address: string, name: string) => Promise<Person>
  /** Ben's app is in that office. */
  readonly ben: DesktopApp
  /** Ana is there with a browser tab; she comes after Ben. */
  readonly ana: Person
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
  ben: async ({ start, host }, use) => use(await inOffice(start, 'Ben Okafor', host.server.invite)),
  ana: async ({ ben: _first, visitor }, use) => use(await visitor('Ana Petrović')),
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the parameter's shape
  tab: async ({}, use) => {
    const browser = await chromium.launch(chromiumLaunch())
    await use((address, name) => arrive(browser, address, name, {}))
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

/** Ana calls Ben's app, he accepts there, and they talk. */
export async function talk(ana: Person, ben: DesktopApp): Promise<void> {
  await ana.call('Ben Okafor')
  await ben.person('Ben Okafor').accept()
  await ana.talks()
}

export { expect } from './app-rig.ts'
