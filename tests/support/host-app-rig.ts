import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import { WebSocket } from 'ws'

import { createHostApp } from '../../docs/webview-example/host-app.mjs'
import { pinnedAgent } from '../../src-main/office/pinned-agent.ts'
import type { Host, Person } from './browser-rig.ts'
import { installedContext, personOf } from './browser-rig.ts'

declare global {
  var ringdownReceive: (message: unknown) => boolean
  /** What the page said to the app, by way of the test. */
  var toNative: (message: unknown) => Promise<void>
}

/** How an app makes itself known in the page; each runs there, before the page or, for a late one, after it. */
export const SPELLINGS = {
  WKWebView: () => {
    const ringdown = { postMessage: (message: unknown) => void globalThis.toNative(message) }
    Object.assign(globalThis, { webkit: { messageHandlers: { ringdown } } })
  },
  Android: () => {
    Object.assign(globalThis, { ringdownHost: { postMessage: (text: string) => void globalThis.toNative(text) } })
  },
  'React Native': () => {
    Object.assign(globalThis, { ReactNativeWebView: { postMessage: (text: string) => void globalThis.toNative(text) } })
  },
  'uni-app': () => {
    const postMessage = ({ data }: { readonly data: unknown }) => void globalThis.toNative(data)
    Object.assign(globalThis, { uni: { postMessage } })
  },
} as const
export type Spelling = keyof typeof SPELLINGS

/** How an app reaches the page. */
const call = (message: unknown) => void globalThis.ringdownReceive(message)
const asEvent = (message: unknown) =>
  void document.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }))

/** An app whose WebView is a page of Chromium and whose native side, the one of the documentation, is this process. */
export interface AppPhone extends Person {
  /** Its socket breaks, as by a lost network. */
  dropSocket(): void
  /** How many sockets it opened so far. */
  sockets(): number
  /** While false every attempt to connect fails. */
  reachable(value: boolean): void
  networkIsBack(): void
  /** Says anything to the page, as a broken app might. */
  tell(message: unknown): Promise<boolean>
}

export interface AppOptions extends BrowserContextOptions {
  readonly spelling?: Spelling
  /** The bridge comes after the page, as uni-app's SDK does. */
  readonly late?: boolean
  /** Where the page is loaded from; the host, unless the app brings it along. */
  readonly page?: string
  /** Connects to the door for the network and compares its certificate. */
  readonly pinned?: boolean
}

/** Opens an app at a host; nobody has joined yet. */
export async function openApp(browser: Browser, host: Host, name: string, options: AppOptions = {}): Promise<AppPhone> {
  const { spelling = 'Android', late = false, page: address = `${host.url}webview`, pinned = false, ...rest } = options
  const context = await installedContext(browser, rest)
  const page = await context.newPage()
  const sockets: WebSocket[] = []
  let reachable = true
  const deliver = spelling === 'React Native' ? asEvent : call
  const app = createHostApp({
    ...addressOf(host, pinned),
    tell: (message) => void page.evaluate(deliver, message).catch(() => {}),
    openSocket(url) {
      const { pin } = host.server
      const agent = pinned && pin ? { agent: pinnedAgent(pin, () => {}) } : {}
      const socket = new WebSocket(reachable ? url : 'ws://127.0.0.1:9', { perMessageDeflate: false, ...agent })
      sockets.push(socket)
      return socket
    },
  })
  await page.exposeFunction('toNative', (message: unknown) => app.fromPage(message))
  if (!late) await page.addInitScript(SPELLINGS[spelling])
  await page.goto(address)
  page.once('close', app.stop)
  return {
    ...personOf(name, page, context),
    dropSocket: () => sockets.at(-1)?.terminate(),
    sockets: () => sockets.length,
    reachable(value) {
      reachable = value
    },
    networkIsBack: app.networkIsBack,
    tell: (message) => page.evaluate((value) => globalThis.ringdownReceive(value), message),
  }
}

/** The name is given and the phone is there. */
export async function joinFrom({ page, name }: { readonly page: Page; readonly name: string }): Promise<void> {
  await page.getByRole('textbox', { name: 'Your name' }).fill(name)
  await page.getByRole('button', { name: 'Join' }).click()
  await page.getByRole('navigation').waitFor()
}

function addressOf(host: Host, pinned: boolean): { readonly host: string; readonly server: string } {
  const { pin, ports } = host.server
  if (pinned && pin) return { host: `wss://127.0.0.1:${ports.lan}`, server: pin }
  const url = new URL(host.url)
  return { host: `ws://${url.host}`, server: url.host }
}
