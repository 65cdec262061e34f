import type { WebContents } from 'electron'

/** A page that is gone is loaded again after these, ms (F-68): ever more slowly when it goes at once again. */
const DELAYS = [300, 1_000, 4_000, 10_000, 30_000] as const
/** A page that lived for so long has recovered, ms. */
const RECOVERED = 60_000
/** Chromium's code for a load that gave way to another one. */
const ABORTED = -3

/** How long to wait before the next load, after so many accidents in a row. Pure. */
export const reloadDelay = (accidents: number): number =>
  DELAYS[Math.min(accidents, DELAYS.length - 1)] ?? DELAYS[DELAYS.length - 1] ?? 0

type Page = Pick<WebContents, 'on' | 'loadURL' | 'isDestroyed'>

export interface KeepPageOptions {
  readonly address: string
  /** For the log. */
  readonly name: string
  readonly log: (line: string) => void
  /** The page went away by an accident. */
  readonly gone?: () => void
}

export interface KeptPage {
  /** Somebody needs it: a page that waits to be loaded again is loaded now. */
  now(): void
  stop(): void
}

/** Loads a page, and loads it again whenever its process crashes or it cannot be loaded. */
export function keepPage(page: Page, { address, name, log, gone = () => {} }: KeepPageOptions): KeptPage {
  let accidents = 0
  let began = 0
  let timer: NodeJS.Timeout | null = null

  function load(): void {
    timer = null
    if (page.isDestroyed()) return
    began = Date.now()
    // What fails is told by did-fail-load.
    page.loadURL(address).catch(() => {})
  }
  function accident(what: string): void {
    log(`${name}: ${what}`)
    gone()
    if (timer) return
    if (Date.now() - began > RECOVERED) accidents = 0
    timer = setTimeout(load, reloadDelay(accidents++))
  }
  function stop(): void {
    if (timer) clearTimeout(timer)
    timer = null
  }

  page.on('render-process-gone', (_event, { reason, exitCode }) => {
    accident(`its process is gone (${reason}, ${exitCode})`)
  })
  page.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
    if (isMainFrame && code !== ABORTED) accident(`it could not be loaded (${code} ${description})`)
  })
  page.on('unresponsive', () => log(`${name}: it does not answer`))
  page.on('responsive', () => log(`${name}: it answers again`))
  page.on('preload-error', (_event, _path, error) => log(`${name}: its preload failed: ${error.message}`))
  load()
  return {
    now() {
      if (!timer) return
      stop()
      load()
    },
    stop,
  }
}
