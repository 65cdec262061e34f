import { join } from 'node:path'

import type { BrowserWindowConstructorOptions } from 'electron'
import { BrowserWindow } from 'electron'

/** The one place where windows are made: sandboxed, isolated, without Node (E-02). Whoever makes one loads its page (`keepPage`). */
export function createWindow(options: BrowserWindowConstructorOptions): BrowserWindow {
  const window = new BrowserWindow({
    show: false,
    autoHideMenuBar: true,
    ...options,
    webPreferences: {
      preload: join(__dirname, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // A ring must sound and a call must go on while the window is hidden.
      backgroundThrottling: false,
      // A desktop phone rings without a click in its window first.
      autoplayPolicy: 'no-user-gesture-required',
    },
  })
  window.removeMenu()
  return window
}
