import { join } from 'node:path'

import type { BrowserWindowConstructorOptions } from 'electron'
import { BrowserWindow } from 'electron'

import { PHONE_ORIGIN } from '../scheme-file.ts'

/** The one place where windows are made: sandboxed, isolated, without Node (E-02). */
export function createWindow(page: '/' | '/ring.html', options: BrowserWindowConstructorOptions): BrowserWindow {
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
  void window.loadURL(`${PHONE_ORIGIN}${page}`)
  return window
}
