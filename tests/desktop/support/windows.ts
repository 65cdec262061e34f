import { execFileSync } from 'node:child_process'

import type { DesktopApp } from './app-rig.ts'

const run = (command: string, ...args: readonly string[]): string => execFileSync(command, args, { encoding: 'utf8' })

/** Name of the ring window, in every language. */
export const RING = 'Ringdown: incoming call'

/** The same window while it keeps a missed call. */
export const MISSED = 'Ringdown: missed call'

/** Ids of the windows of this name that are on the screen now, as the window system says. */
export function visibleWindows(name: string): readonly string[] {
  try {
    return run('xdotool', 'search', '--onlyvisible', '--name', name).trim().split('\n').filter(Boolean)
  } catch {
    // xdotool ends with 1 when it finds none.
    return []
  }
}

/** The window that has the keyboard. */
export const focusedWindow = (): string => run('xdotool', 'getwindowfocus').trim()

/** Types as a keyboard does: to whatever has the focus. */
export const typeKeys = (text: string): void => void run('xdotool', 'type', '--delay', '5', text)

/** Presses keys together, like ctrl+q. */
export const typeKey = (keys: string): void => void run('xdotool', 'key', keys)

/** Whether the window system draws one window above another; both by parts of their names. */
export function isAbove(upper: string, lower: string): boolean {
  // Top first, frames of the window manager with their contents below them.
  const stack = run('xwininfo', '-root', '-tree')
  const [up, low] = [stack.indexOf(`"${upper}`), stack.indexOf(`"${lower}`)]
  return up >= 0 && low >= 0 && up < low
}

/** What a person may have done with the main window before it rings. */
export type MainWindowState = 'shown' | 'hidden' | 'minimised' | 'closed'

export const putMainWindow = ({ mainWindow }: DesktopApp, state: MainWindowState): Promise<void> =>
  mainWindow.evaluate((window, wanted) => {
    if (wanted === 'shown') window.show()
    if (wanted === 'hidden') window.hide()
    if (wanted === 'minimised') window.minimize()
    if (wanted === 'closed') window.close()
  }, state)

/** The moment when the ring window is shown next, ms since the epoch, stamped in the app. */
export const whenRingShows = ({ ringWindow }: DesktopApp): Promise<number> =>
  ringWindow.evaluate((window) => new Promise<number>((resolve) => window.once('show', () => resolve(Date.now()))))

/** How many windows of an app are on the screen. */
export const windowsShown = ({ electron }: DesktopApp): Promise<number> =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().filter((one) => one.isVisible()).length)
