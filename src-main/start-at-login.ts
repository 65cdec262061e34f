import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { app } from 'electron'

import { autostartEntry } from './autostart-entry.ts'

/** Starts the app at login, hidden in the tray, or no longer. Linux has a folder for that, the others a setting. */
export function startAtLogin(on: boolean, profile: string): void {
  const args = ['--hidden', ...(profile === 'default' ? [] : ['--profile', profile])]
  if (process.platform !== 'linux') return app.setLoginItemSettings({ openAtLogin: on, args })
  const folder = join(app.getPath('appData'), 'autostart')
  const file = join(folder, profile === 'default' ? 'ringdown.desktop' : `ringdown-${profile}.desktop`)
  if (!on) return rmSync(file, { force: true })
  mkdirSync(folder, { recursive: true })
  // An AppImage runs from a place that is gone with it; the variable names the file itself.
  writeFileSync(file, autostartEntry(process.env['APPIMAGE'] ?? process.execPath, args))
}
