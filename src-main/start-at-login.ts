import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { app } from 'electron'

import { autostartEntry } from './autostart-entry.ts'
import { APP_ID, programOf } from './program.ts'

/**
 * Starts the app at login, hidden in the tray, or no longer. Linux has a folder for that, the others a setting. macOS passes no
 * arguments to what it starts: that it was started at login is asked for (`startedHidden`).
 */
export function startAtLogin(on: boolean, profile: string): void {
  const args = ['--hidden', ...(profile === 'default' ? [] : ['--profile', profile])]
  const program = programOf(process.env, process.execPath)
  if (process.platform === 'darwin') return app.setLoginItemSettings({ openAtLogin: on })
  if (process.platform !== 'linux') {
    // One value of the registry for each profile: without a name they would share one.
    const name = profile === 'default' ? APP_ID : `${APP_ID}.${profile}`
    return app.setLoginItemSettings({ openAtLogin: on, path: program, args, name })
  }
  const folder = join(app.getPath('appData'), 'autostart')
  const file = join(folder, profile === 'default' ? 'ringdown.desktop' : `ringdown-${profile}.desktop`)
  if (!on) return rmSync(file, { force: true })
  mkdirSync(folder, { recursive: true })
  // As in the installed entry: a Wayland window can neither be placed nor kept above others, and a ring must be.
  writeFileSync(file, autostartEntry(program, ['--ozone-platform=x11', ...args]))
}

/** Whether nothing is to be shown yet: the app was started at login. */
export function startedHidden(argv: readonly string[]): boolean {
  return argv.includes('--hidden') || (process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin)
}
