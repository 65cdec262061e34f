import { mkdtemp, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Browser, Page } from '@playwright/test'
import { chromium } from '@playwright/test'

import { chromiumLaunch } from '../../support/chromium.ts'
import type { Child } from './child.ts'
import { startChild } from './child.ts'
import { installListener } from './listener.ts'
import { CannotRun } from './outcome.ts'
import type { Bench } from './program.ts'
import { writeTone } from './tone.ts'

/** Chromium with a steady tone as its microphone. */
export async function openBrowser(bench: Bench): Promise<Browser> {
  const launch = chromiumLaunch([`--use-file-for-fake-audio-capture=${writeTone()}`])
  if (!launch.executablePath && !existsSync(chromium.executablePath()))
    throw new CannotRun('there is no Chromium: apt-get install chromium')
  const browser = await chromium.launch(launch)
  bench.closeLater(() => browser.close())
  return browser
}

/** A page in a browser profile of its own, with the listener in it. */
async function openPage(browser: Browser, url: string, settings: object = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 960, height: 640 } })
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

/** The real host without its rate limits, with a data folder of its own. */
export async function startRingdown(bench: Bench): Promise<Child & { readonly url: string }> {
  const dataDir = await dataFolder(bench)
  const child = await startChild('dist/bench/ringdown.js', [dataDir])
  bench.closeLater(() => child.stop())
  return { ...child, url: String(child.ready['url']) }
}

/** Somebody's phone in a browser of its own, joined; settings that are not given are the phone's own. */
export async function openPhone(browser: Browser, url: string, name: string, settings: object = {}): Promise<Page> {
  const page = await openPage(browser, url, settings)
  await page.getByRole('textbox', { name: 'Your name' }).fill(name)
  await page.getByRole('button', { name: 'Join' }).click()
  await page.getByRole('navigation').waitFor()
  return page
}

export type OpenReference = (flow: string, side: 'caller' | 'callee') => Promise<Page>

/** Starts the servers of the reference flows; @returns how to open a page of one. */
export async function openReferences(bench: Bench, browser: Browser): Promise<OpenReference> {
  const server = await startChild('dist/bench/references.js')
  bench.closeLater(() => server.stop())
  return async (flow, side) => {
    const query = new URLSearchParams({ flow, side, peerPort: String(server.ready['peerPort']) })
    const page = await openPage(browser, `${String(server.ready['url'])}reference.html?${query}`)
    await page.waitForFunction(() => document.title === 'Ready')
    return page
  }
}

export const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).first().click()
