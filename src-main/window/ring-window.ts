import type { BrowserWindow } from 'electron'
import { nativeTheme, screen } from 'electron'

import type { RingFace } from '../ipc/contract.ts'
import { PHONE_ORIGIN } from '../scheme-file.ts'
import { onPageError } from '../shell/page-errors.ts'
import { createWindow } from './create-window.ts'
import type { KeptPage } from './keep-page.ts'
import { keepPage } from './keep-page.ts'

const SIZE = { width: 380, height: 168 }
/** From the edges of the screen's free area, px. */
const MARGIN = 16
const TITLES = { ring: 'Ringdown: incoming call', missed: 'Ringdown: missed call' } as const

export interface RingWindow {
  /** Shows a ring or the last missed call, changes what is shown, or takes it away at once. */
  show(face: RingFace | null): void
  /** Nothing is made anew from now on: the app ends. */
  close(): void
}

/**
 * The window that rings: always on top, made ahead so that it is there at once, and never given the keyboard's focus (UX "Ring").
 * It outlives whatever happens to it: a page that crashed is loaded again, a window that was destroyed is made anew, and one that was
 * closed in the window list is only hidden, until the next ring.
 */
export function createRingWindow(log: (line: string) => void, pageError: (line: string) => void): RingWindow {
  let ending = false
  let face: RingFace | null = null
  /** The call whose card is on the screen, or was closed there. */
  let presented: string | null = null
  let window: BrowserWindow | null = null
  let page: KeptPage | null = null

  function make(): BrowserWindow {
    const fresh = createWindow({
      ...SIZE,
      frame: false,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      focusable: process.platform !== 'linux',
      hasShadow: true,
      title: TITLES.ring,
      // Of the theme's surface-0, until the page has drawn itself.
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#1c1c1b' : '#ffffff',
      ...(process.platform === 'darwin' ? { type: 'panel' } : {}),
      // The card fills its window to the corners; since Electron 43 Linux would round and inset a frameless one.
      ...(process.platform === 'linux' ? { roundedCorners: false } : {}),
    })
    fresh.setAlwaysOnTop(true, 'screen-saver')
    // With the change of the process type macOS would take the whole app out of its Dock.
    fresh.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true })
    fresh.on('page-title-updated', (event) => event.preventDefault())
    fresh.on('close', (event) => {
      if (ending) return
      event.preventDefault()
      fresh.hide()
    })
    fresh.on('closed', () => {
      page?.stop()
      page = null
      window = null
      if (ending) return
      log('ring window: it was destroyed, and is made anew')
      // Not inside the event: its window is still being taken apart.
      setImmediate(() => {
        if (ending) return
        presented = null
        present()
      })
    })
    // What it missed while it was loading.
    fresh.webContents.on('did-finish-load', () => fresh.webContents.send('ring', face))
    onPageError(fresh.webContents, pageError)
    page = keepPage(fresh.webContents, { address: `${PHONE_ORIGIN}/ring.html`, name: 'ring window', log })
    return fresh
  }

  const there = (): BrowserWindow => (window ??= make())

  function present(): void {
    const shown = there()
    shown.webContents.send('ring', face)
    if (face === null) {
      presented = null
      return shown.hide()
    }
    page?.now()
    shown.setTitle(TITLES[face.kind])
    const key = `${face.kind}/${face.card.callId}`
    if (presented === key) return
    const stays = face.kind === 'missed' && presented === `ring/${face.card.callId}` && shown.isVisible()
    presented = key
    if (stays) return
    place(shown)
    shown.showInactive()
    shown.moveTop()
  }

  there()
  return {
    show(next) {
      face = next
      present()
    },
    close() {
      ending = true
      page?.stop()
    },
  }
}

/** In the upper corner of the screen that the person works at. */
function place(window: BrowserWindow): void {
  const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint())
  const x = workArea.x + workArea.width - SIZE.width - MARGIN
  const bounds = { x, y: workArea.y + MARGIN, ...SIZE }
  window.setBounds(bounds)
  // Between screens of different scales the first call measures with the scale of the old one.
  const [width, height] = window.getSize()
  if (width !== SIZE.width || height !== SIZE.height) window.setBounds(bounds)
}
