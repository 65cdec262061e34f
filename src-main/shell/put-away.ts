import type { BrowserWindow } from 'electron'
import { Notification } from 'electron'

import type { wordsOf } from '../words.ts'
import { hasTray } from './session-bus.ts'

export interface PutAwayParts {
  readonly window: () => BrowserWindow
  readonly words: () => ReturnType<typeof wordsOf>
  /** Whether the person has been told where the app goes on; asked once and then set. */
  readonly firstTime: () => boolean
  readonly log: (line: string) => void
}

/** Takes the main window away while the app goes on: into the tray, or into the taskbar where no tray is. */
export interface PutAway {
  /** The person closed the window. */
  close(): Promise<void>
  /** Started at login. */
  startHidden(): Promise<void>
}

export function createPutAway({ window, words, firstTime, log }: PutAwayParts): PutAway {
  const tray = () => hasTray(process.platform, process.env)

  function explain(inTray: boolean): void {
    if (!Notification.isSupported() || !firstTime()) return
    const { stillHere, stillHereLine, stillHereNoTray, stillHereNoTrayLine } = words()
    const text = inTray
      ? { title: stillHere, body: stillHereLine }
      : { title: stillHereNoTray, body: stillHereNoTrayLine }
    const notification = new Notification(text)
    notification.on('failed', (_event, error) => log(`notification: ${error}`))
    notification.show()
  }

  return {
    async close() {
      const there = await tray()
      if (window().isDestroyed()) return
      // Hidden without a tray, nobody would find it again, or could quit it.
      if (there) window().hide()
      else window().minimize()
      explain(there)
    },
    async startHidden() {
      if ((await tray()) || window().isDestroyed() || window().isVisible()) return
      window().showInactive()
      window().minimize()
    },
  }
}
