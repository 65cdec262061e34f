import type { BrowserWindow } from 'electron'
import { nativeTheme, screen } from 'electron'

import { PHONE_ORIGIN } from '../scheme-file.ts'
import { createWindow } from './create-window.ts'
import { keepPage } from './keep-page.ts'
import type { Bounds } from './on-screen.ts'
import { backOnScreen, onScreen } from './on-screen.ts'
import { zoomByKeys } from './zoom.ts'

export interface MainWindowOptions {
  readonly bounds: Bounds
  /** Started at login: nothing is shown, or only in the taskbar where no tray is. */
  readonly hidden: boolean
  readonly icon: string
  /** Chromium's zoom factor; 1 is the size of the system. */
  readonly zoom: number
  readonly remember: (change: { readonly window: Bounds } | { readonly zoom: number }) => void
  /** The window's place means something here: not under Wayland, which tells 0,0. */
  readonly placed: boolean
  /** The person closes the window: it is kept, and hidden or asked about. False lets it close: the app ends. */
  readonly onClose: () => boolean
  readonly quit: () => void
  /** The page crashed, or another one is there in its place: nobody listens yet. */
  readonly onGone: () => void
  readonly log: (line: string) => void
}

/** The phone's window. */
export function openMainWindow(options: MainWindowOptions): BrowserWindow {
  const areas = screen.getAllDisplays().map((display) => display.workArea)
  const window = createWindow({
    ...onScreen(options.bounds, areas),
    minWidth: 380,
    minHeight: 520,
    icon: options.icon,
    title: 'Ringdown',
    // Of the theme's surface-0, until the page has drawn itself.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1c1c1b' : '#ffffff',
  })
  const { webContents } = window
  if (!options.hidden) {
    // Under Wayland a hidden window may never be ready to show.
    const show = onceOnly(() => window.show())
    window.once('ready-to-show', show)
    webContents.once('did-finish-load', show)
    webContents.once('did-fail-load', show)
  }
  window.on('close', (event) => {
    const { x, y, width, height } = window.getNormalBounds()
    options.remember({ window: options.placed ? { x, y, width, height } : { x: null, y: null, width, height } })
    if (options.onClose()) event.preventDefault()
  })
  window.on('focus', () => window.flashFrame(false))
  webContents.on('did-navigate', options.onGone)
  zoomByKeys(webContents, options.zoom, (zoom) => options.remember({ zoom }), options.quit)
  keepPage(webContents, {
    address: `${PHONE_ORIGIN}/`,
    name: 'main window',
    log: options.log,
    gone: options.onGone,
  })
  return window
}

function onceOnly(act: () => void): () => void {
  let done = false
  return () => {
    if (!done) act()
    done = true
  }
}

/** Brings the window to the person, from wherever it is: minimised, hidden, or on a screen that is gone. */
export function reveal(window: BrowserWindow): void {
  if (window.isDestroyed()) return
  const areas = screen.getAllDisplays().map((display) => display.workArea)
  const bounds = backOnScreen(window.getNormalBounds(), areas, screen.getPrimaryDisplay().workArea)
  if (window.isMinimized()) window.restore()
  if (bounds) window.setBounds(bounds)
  window.show()
  window.focus()
}
