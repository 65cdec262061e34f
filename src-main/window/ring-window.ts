import { screen } from 'electron'

import type { RingCard } from '../ipc/contract.ts'
import { createWindow } from './create-window.ts'

const SIZE = { width: 380, height: 168 }
/** From the edges of the screen's free area, px. */
const MARGIN = 16

export interface RingWindow {
  /** Shows a ring, changes what is shown, or takes it away at once. */
  show(card: RingCard | null): void
}

/**
 * The window that rings: always on top, made ahead so that it is there at once, and never given the keyboard's focus (UX "Ring").
 */
export function createRingWindow(): RingWindow {
  const window = createWindow('/ring.html', {
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
    title: 'Ringdown: incoming call',
    ...(process.platform === 'darwin' ? { type: 'panel' } : {}),
  })
  window.setAlwaysOnTop(true, 'screen-saver')
  window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true })
  let shown: string | null = null

  function place(): void {
    const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint())
    const x = workArea.x + workArea.width - SIZE.width - MARGIN
    window.setBounds({ x, y: workArea.y + MARGIN, ...SIZE })
  }

  return {
    show(card) {
      window.webContents.send('ring', card)
      if (card === null) {
        shown = null
        return window.hide()
      }
      if (shown === card.callId) return
      shown = card.callId
      place()
      window.showInactive()
      window.moveTop()
    },
  }
}
