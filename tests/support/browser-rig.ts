import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test'
import { test as base, expect } from '@playwright/test'

import type { RunningServer, ServerOptions } from '../../src-signaling/server/create-server.ts'
import { createServer } from '../../src-signaling/server/create-server.ts'
import { expectQuiet, hangUpWhatIsLeft } from './media-flow.ts'
import { installProbe } from './page-probe.ts'
import { expectWithin } from './within.ts'

const WEB_ROOT = new URL('../../dist/phone', import.meta.url).pathname

/** A real host on free ports, with a data folder of its own. */
export interface Host {
  readonly url: string
  readonly server: RunningServer
  /** Stops it and starts it again on the same ports, perhaps otherwise. */
  restart(change?: Partial<ServerOptions>): Promise<void>
  stop(): Promise<void>
}

export async function startHost(options: Partial<ServerOptions> = {}): Promise<Host> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ringdown-test-'))
  const all = { name: 'Studio North', dataDir, webRoot: WEB_ROOT, port: 0, localPort: 0, host: '127.0.0.1', ...options }
  let server = await createServer(all)
  const { ports } = server
  return {
    get url() {
      return server.url
    },
    get server() {
      return server
    },
    async restart(change) {
      await server.close()
      server = await createServer({ ...all, port: ports.lan, localPort: ports.local, ...change })
    },
    async stop() {
      await server.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Somebody in front of a browser. */
export interface Person {
  readonly name: string
  readonly page: Page
  readonly context: BrowserContext
  call(other: string, video?: boolean): Promise<void>
  accept(video?: boolean): Promise<void>
  press(button: string): Promise<void>
  /** Ends a call, or the ringing of one's own. */
  hangUp(): Promise<void>
  /** Waits until the phone talks. */
  talks(): Promise<void>
  /** Waits for the reason on the screen after a call. */
  sees(status: string): Promise<void>
}

export interface PersonOptions extends BrowserContextOptions {
  /** A further tab of somebody's browser. */
  readonly beside?: Person
  readonly hash?: string
  /** The host by another way than its own address. */
  readonly url?: string
}

export type Meet = (name: string, options?: PersonOptions) => Promise<Person>

interface Fixtures {
  readonly hostOptions: Partial<ServerOptions>
  readonly host: Host
  /** A person with a page who has joined under this name. After the test nothing of a call may be left in any page. */
  readonly meet: Meet
  readonly leavesNothing: boolean
}

export const test = base.extend<Fixtures>({
  hostOptions: [{}, { option: true }],
  leavesNothing: [true, { option: true }],
  host: async ({ hostOptions }, use) => {
    const host = await startHost(hostOptions)
    await use(host)
    await host.stop()
  },
  meet: async ({ browser, host, leavesNothing }, use) => {
    const people: Person[] = []
    await use(async (name, options = {}) => {
      const person = await arrive(browser, options.url ?? host.url, name, options)
      people.push(person)
      return person
    })
    for (const { page } of people) {
      if (page.isClosed()) continue
      expect(await page.evaluate(() => globalThis.pageProbe.violations)).toEqual([])
      if (!leavesNothing) continue
      await hangUpWhatIsLeft(page)
      await expectQuiet(page)
    }
    for (const { context } of people) await context.close()
  },
})

export { expect, expectWithin }

/** A browser of its own, with the probe in every page. */
export async function installedContext(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext(options)
  await context.addInitScript(installProbe)
  return context
}

/** Somebody opens the phone of a host and joins. */
export async function arrive(browser: Browser, url: string, name: string, options: PersonOptions): Promise<Person> {
  const { beside, hash = '', url: _url, ...contextOptions } = options
  const context = beside?.context ?? (await installedContext(browser, contextOptions))
  const page = await context.newPage()
  await page.goto(`${url}${hash}`)
  await page.getByRole('textbox', { name: 'Your name' }).fill(name)
  await page.getByRole('button', { name: 'Join' }).click()
  await page.getByRole('navigation').waitFor()
  return personOf(name, page, context)
}

export function personOf(name: string, page: Page, context: BrowserContext): Person {
  const press = (button: string) => page.getByRole('button', { name: button, exact: true }).click()
  return {
    name,
    page,
    context,
    press,
    call: (other, video = false) => press(`${video ? 'Video call' : 'Call'} ${other}`),
    hangUp: () => page.getByRole('toolbar').getByRole('button', { name: 'Hang up' }).click(),
    accept: (video = false) => press(video ? 'Accept with video' : 'Accept'),
    talks: () => page.getByRole('timer').first().waitFor(),
    sees: (status) => page.getByRole('status').filter({ hasText: status }).first().waitFor(),
  }
}

/** Two people in a running call. */
export async function inCall(
  meet: Meet,
  names: readonly [string, string] = ['Ana Petrović', 'Ben Okafor'],
  video = false,
) {
  const caller = await meet(names[0])
  const callee = await meet(names[1])
  await caller.call(names[1], video)
  await callee.accept(video)
  await caller.talks()
  await callee.talks()
  return { caller, callee }
}

/** Stamps the moment a role's text appears in the page, on the clock that all pages of this machine share. */
export function whenSeen(page: Page, selector: string, text: string): Promise<number> {
  return page.evaluate(
    ([css, words]) =>
      new Promise<number>((resolve) => {
        const seen = () => [...document.querySelectorAll(css)].some((one) => one.textContent?.includes(words))
        const stamp = () => performance.timeOrigin + performance.now()
        if (seen()) return resolve(stamp())
        const observer = new MutationObserver(() => {
          if (!seen()) return
          observer.disconnect()
          resolve(stamp())
        })
        observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
      }),
    [selector, text] as const,
  )
}

/** Clicks a button inside the page and says when. */
export async function clickAt(page: Page, name: string): Promise<number> {
  await page.getByRole('button', { name, exact: true }).first().waitFor({ state: 'attached' })
  return page.evaluate((label) => {
    const button = [...document.querySelectorAll('button')].find((one) => (one.ariaLabel ?? one.textContent) === label)
    if (!button) throw new Error(`no button ${label}`)
    const at = performance.timeOrigin + performance.now()
    button.click()
    return at
  }, name)
}

/** Clicks a button in each page at the same moment of the clock that they share. */
export async function clickTogether(...clicks: readonly (readonly [Page, string])[]): Promise<void> {
  for (const [page, name] of clicks) {
    await page.getByRole('button', { name, exact: true }).first().waitFor({ state: 'attached' })
  }
  const moment = Date.now() + 300
  const clickThen = ([label, at]: readonly [string, number]) =>
    new Promise<void>((resolve) => {
      const button = [...document.querySelectorAll('button')].find(
        (one) => (one.ariaLabel ?? one.textContent) === label,
      )
      const click = () => {
        // Nothing may reach a page while the others click: a busy machine would let the first one win before the second has pressed.
        while (Date.now() < at);
        button?.click()
        resolve()
      }
      setTimeout(click, at - 100 - Date.now())
    })
  await Promise.all(clicks.map(([page, name]) => page.evaluate(clickThen, [name, moment] as const)))
}
