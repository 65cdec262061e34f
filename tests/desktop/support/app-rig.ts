import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { ElectronApplication, JSHandle, Page } from '@playwright/test'
import { test as base, _electron as electron, expect } from '@playwright/test'
import type { BrowserWindow } from 'electron'

import type { Person } from '../../support/browser-rig.ts'
import { personOf } from '../../support/browser-rig.ts'
import { installProbe } from '../../support/page-probe.ts'
import { packagedApp } from '../packaging/package.mjs'

/** Media without hardware; as root Chromium starts without its sandbox only. */
const FLAGS = ['--no-sandbox', '--use-fake-device-for-media-stream']

/** A running desktop app with a home of its own. */
export interface DesktopApp {
  readonly electron: ElectronApplication
  /** The phone's page in the main window. */
  readonly page: Page
  /** The ring window's page. */
  readonly ring: Page
  /** The two windows themselves, in the main process; they outlive their pages. */
  readonly mainWindow: JSHandle<BrowserWindow>
  readonly ringWindow: JSHandle<BrowserWindow>
  /** The home folder; the profile is below it. */
  readonly home: string
  person(name: string): Person
  /** What stands in its log. */
  log(): string
  /** Resolves when its process has ended by itself. */
  gone(): Promise<void>
  /** Ends it as a logout does, and keeps its home. */
  stop(): Promise<void>
}

export interface LaunchOptions {
  /** The home of an app that ran before. */
  readonly home?: string
  readonly args?: readonly string[]
  /** An authority (PEM) that this app trusts like the known ones, as soon as it runs. */
  readonly authority?: string
  /** Runs in the phone's page before anything else. */
  readonly script?: () => void
}

/** Where a home keeps the default profile. */
export const profileOf = (home: string): string => join(home, 'Ringdown', 'profiles', 'default')

const environmentOf = (home: string) => ({
  ...(process.env as Record<string, string>),
  XDG_CONFIG_HOME: home,
  HOME: home,
  LANG: 'en_GB.UTF-8',
})

/** Starts the app in a home, with nobody to drive it. */
export const spawnApp = (home: string, args: readonly string[] = []): ChildProcess =>
  spawn(packagedApp('driven'), [...FLAGS, ...args], { env: environmentOf(home), stdio: 'ignore' })

/** Starts the app once more in a home where it runs. @returns its exit code */
export async function startAgain(home: string, args: readonly string[] = []): Promise<number | null> {
  const [code] = (await once(spawnApp(home, args), 'exit')) as [number | null]
  return code
}

/** In the main process: each connection made from now on also trusts this authority. Node's own ways are closed by a fuse. */
function trustAuthority(_electron: unknown, authority: string): void {
  const tls = process.getBuiltinModule('node:tls')
  const { createSecureContext } = tls
  tls.createSecureContext = (options) => {
    const secure = createSecureContext(options)
    const { context } = secure as { readonly context: { addCACert(pem: string): void } }
    context.addCACert(authority)
    return secure
  }
}

/** Starts the app in this home; whoever launches it stops it. */
export async function launchApp(options: LaunchOptions & { readonly home: string }): Promise<DesktopApp> {
  const { home, args = [], authority, script = () => {} } = options
  const app = await electron.launch({
    executablePath: packagedApp('driven'),
    args: [...FLAGS, ...args],
    env: environmentOf(home),
  })
  if (authority) await app.evaluate(trustAuthority, authority)
  const pages = async () => {
    await expect.poll(() => app.windows().length, { message: 'main and ring window are there' }).toBe(2)
    return app.windows()
  }
  const [first, second] = await pages()
  if (!first || !second) throw new Error('two windows were expected')
  const [page, ring] = first.url().endsWith('/ring.html') ? [second, first] : [first, second]
  // The probe counts what the page opens; it must be there before the phone begins.
  await page.addInitScript(installProbe)
  await page.addInitScript(script)
  await page.reload()
  let running = true
  const ended = new Promise<void>((resolve) => {
    app.once('close', () => {
      running = false
      resolve()
    })
  })
  return {
    electron: app,
    page,
    ring,
    mainWindow: await app.browserWindow(page),
    ringWindow: await app.browserWindow(ring),
    home,
    person: (name) => personOf(name, page, app.context()),
    log() {
      const file = join(profileOf(home), 'logs', 'ringdown.log')
      return existsSync(file) ? readFileSync(file, 'utf8') : ''
    },
    gone: () => ended,
    async stop() {
      if (running) app.process().kill('SIGTERM')
      await ended
    },
  }
}

/** Starts the app with a fresh home, or again with one it had. Everything is ended and removed afterwards. */
export type Start = (options?: LaunchOptions) => Promise<DesktopApp>

interface Fixtures {
  readonly start: Start
}

export const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the parameter's shape
  start: async ({}, use) => {
    const apps: DesktopApp[] = []
    const homes = new Set<string>()
    await use(async (options = {}) => {
      const place = options.home ?? (await mkdtemp(join(tmpdir(), 'ringdown-home-')))
      homes.add(place)
      const app = await launchApp({ ...options, home: place })
      apps.push(app)
      return app
    })
    for (const app of apps) await app.stop()
    for (const home of homes) await rm(home, { recursive: true, force: true })
  },
})

export { expect }

/** First run: a name, and this machine becomes the host. */
export async function hostOffice(app: DesktopApp, name: string): Promise<void> {
  await app.page.getByRole('textbox', { name: 'Your name' }).fill(name)
  await app.page.getByRole('button', { name: 'Host this office' }).click()
  await app.page.getByRole('button', { name: 'Skip' }).click()
}

/** The invitation that the host's settings show. */
export async function invitationOf(app: DesktopApp): Promise<string> {
  await app.page.getByRole('button', { name: 'Settings' }).click()
  await app.page.getByRole('button', { name: 'Office', exact: true }).click()
  return app.page.getByRole('textbox', { name: 'Invitation' }).inputValue()
}

/** An app of somebody who is in the office that an invitation leads to, and past the sound check. */
export async function inOffice(
  start: Start,
  name: string,
  invitation: string,
  options: LaunchOptions = {},
): Promise<DesktopApp> {
  const app = await start(options)
  await joinOffice(app, name, invitation)
  await app.page.getByRole('button', { name: 'Skip' }).click()
  await app.page.getByRole('navigation').waitFor()
  return app
}

/** Two apps in a call: Maya's hosts, and Ben called. */
export async function twoApps(start: Start) {
  const first = await start()
  await hostOffice(first, 'Maya Lindqvist')
  const second = await inOffice(start, 'Ben Okafor', await invitationOf(first))
  const maya = first.person('Maya Lindqvist')
  const ben = second.person('Ben Okafor')
  await ben.call('Maya Lindqvist')
  await maya.accept()
  await maya.talks()
  await ben.talks()
  return { first, second, maya, ben }
}

/** First run: a name and a pasted invitation. */
export async function joinOffice(app: DesktopApp, name: string, invitation: string): Promise<void> {
  await app.page.getByRole('textbox', { name: 'Your name' }).fill(name)
  await app.page.getByRole('textbox', { name: 'Invitation' }).fill(invitation)
  await app.page.getByRole('button', { name: 'Join' }).click()
}
