import type { BrowserWindow } from 'electron'
import { nativeTheme, screen } from 'electron'

import { createWindow } from './create-window.ts'
import type { Bounds } from './on-screen.ts'
import { onScreen } from './on-screen.ts'

export interface MainWindowOptions {
  readonly bounds: Bounds
  readonly hidden: boolean
  readonly icon: string
  readonly remember: (bounds: Bounds) => void
  /** The person closes the window: it is kept, and hidden or asked about. */
  readonly onClose: () => void
  readonly onCrash: () => void
}

/** The phone's window. */
export function openMainWindow(options: MainWindowOptions): BrowserWindow {
  const areas = screen.getAllDisplays().map((display) => display.workArea)
  const window = createWindow('/', {
    ...onScreen(options.bounds, areas),
    minWidth: 380,
    minHeight: 520,
    icon: options.icon,
    title: 'Ringdown',
    // Of the theme's surface-0, until the page has drawn itself.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1c1c1b' : '#ffffff',
  })
  if (!options.hidden) window.once('ready-to-show', () => window.show())
  window.on('close', (event) => {
    const { x, y, width, height } = window.getNormalBounds()
    options.remember({ x, y, width, height })
    event.preventDefault()
    options.onClose()
  })
  window.webContents.on('render-process-gone', options.onCrash)
  window.on('focus', () => window.flashFrame(false))
  return window
}

/** Brings the window to the person, from wherever it is. */
export function reveal(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
