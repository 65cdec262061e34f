import { mkdtemp, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Browser, Page } from '@playwright/test'
import { chromium } from '@playwright/test'

import { launchInside } from '../../network/support/browser-inside.ts'
import type { Machine } from '../../network/support/namespaces.ts'
import { chromiumLaunch } from '../../support/chromium.ts'
import type { Child } from './child.ts'
import { startChild } from './child.ts'
import { installListener } from './listener.ts'
import { CannotRun } from './outcome.ts'
import type { Bench } from './program.ts'
import type { Side } from './tone.ts'
import { writeTone } from './tone.ts'

interface BrowserOptions {
  /** Whose voice its microphone has: the caller's, unless it is said. */
  readonly side?: Side
  readonly machine?: Machine
  /** Origins that may open the microphone without TLS. */
  readonly secure?: readonly string[]
}

/** Chromium with a steady tone as its microphone. */
export async function openBrowser(
  bench: Bench,
  { side = 'caller', machine, secure = [] }: BrowserOptions = {},
): Promise<Browser> {
  const trusted = secure.length > 0 ? [`--unsafely-treat-insecure-origin-as-secure=${secure.join(',')}`] : []
  const launch = chromiumLaunch([`--use-file-for-fake-audio-capture=${writeTone(side)}`, ...trusted])
  if (!launch.executablePath && !existsSync(chromium.executablePath()))
    throw new CannotRun('there is no Chromium: apt-get install chromium')
  const browser = machine ? await launchInside(machine, launch) : await chromium.launch(launch)
  bench.closeLater(() => browser.close())
  return browser
}

export type Browsers = Readonly<Record<Side, Browser>>

/** One for each of the two: a browser cancels as echo whatever it plays itself, in whichever page. */
export const openBrowsers = async (bench: Bench): Promise<Browsers> => ({
  caller: await openBrowser(bench, { side: 'caller' }),
  callee: await openBrowser(bench, { side: 'callee' }),
})

/** A page in a browser profile of its own, with the listener in it. */
async function openPage(browser: Browser, url: string, settings: object = {}): Promise<Page> {
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 960, height: 640 },
    ignoreHTTPSErrors: true,
  })
  await context.addInitScript(installListener)
  await context.addInitScript((stored) => localStorage.setItem('ringdown-settings', stored), JSON.stringify(settings))
  const page = await context.newPage()
  await page.goto(url)
  return page
}

async function dataFolder(bench: Bench): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ringdown-bench-'))
  bench.closeLater(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** The command line of a host on free ports, with a data folder of its own. */
export const hostArguments = async (bench: Bench): Promise<readonly string[]> =>
  `--json --port 0 --local-port 0 --host 127.0.0.1 --data ${await dataFolder(bench)}`.split(' ')

/** The host as it ships; whoever starts it stops it. */
export const startHost = async (bench: Bench): Promise<Child> =>
  startChild('dist/host/standalone.js', await hostArguments(bench))

export type Ringdown = Child & {
  /** Of the web phone: of the loopback door, or of the door to the network where the host is on a machine of one. */
  readonly url: string
  readonly invite: string
}

/** The real host without its rate limits, with a data folder of its own. */
export async function startRingdown(bench: Bench, machine?: Machine): Promise<Ringdown> {
  const args = [await dataFolder(bench), ...(machine ? [machine.address] : [])]
  const child = await startChild('dist/bench/ringdown.js', args, machine)
  bench.closeLater(() => child.stop())
  const { ready } = child
  return { ...child, url: String(machine ? ready['lan'] : ready['url']), invite: String(ready['invite']) }
}

/** Somebody's phone in a browser of its own, joined; settings that are not given are the phone's own. */
export async function openPhone(browser: Browser, url: string, name: string, settings: object = {}): Promise<Page> {
  const page = await openPage(browser, url, settings)
  await page.getByRole('textbox', { name: 'Your name' }).fill(name)
  await page.getByRole('button', { name: 'Join' }).click()
  await page.getByRole('navigation').waitFor()
  return page
}

export type OpenReference = (flow: string, side: Side) => Promise<Page>

/** Starts the servers of the reference flows; their address is `ready.url`. */
export async function startReferences(bench: Bench, machine?: Machine): Promise<Child> {
  const server = await startChild('dist/bench/references.js', machine ? [machine.address] : [], machine)
  bench.closeLater(() => server.stop())
  return server
}

/** How to open a page of a reference flow, in the browser of its side. */
export const referencePages =
  ({ ready }: Child, browsers: Browsers): OpenReference =>
  async (flow, side) => {
    const query = new URLSearchParams({ flow, side, peerPort: String(ready['peerPort']) })
    const page = await openPage(browsers[side], `${String(ready['url'])}reference.html?${query}`)
    await page.waitForFunction(() => document.title === 'Ready')
    return page
  }

/** The reference flows, their servers on this machine. */
export const openReferences = async (bench: Bench, browsers: Browsers): Promise<OpenReference> =>
  referencePages(await startReferences(bench), browsers)

export const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).first().click()
