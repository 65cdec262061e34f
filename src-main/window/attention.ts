import type { BrowserWindow } from 'electron'
import { Notification } from 'electron'

import type { RingCard } from '../ipc/contract.ts'
import type { wordsOf } from '../words.ts'
import type { RingWindow } from './ring-window.ts'

/** Everything that a ring does besides its sound: its window, the flashing taskbar, a notification (UX "Ring"). */
export interface Attention {
  follow(card: RingCard | null): void
}

export function createAttention(
  rings: RingWindow,
  main: () => BrowserWindow,
  words: () => ReturnType<typeof wordsOf>,
  open: () => void,
): Attention {
  let callId: string | null = null
  let notification: Notification | null = null

  function notify({ name, subject }: RingCard): Notification | null {
    if (!Notification.isSupported()) return null
    const shown = new Notification({ title: words().rings.replace('{name}', name), body: subject ?? '', silent: true })
    shown.on('click', open)
    shown.show()
    return shown
  }

  return {
    follow(card) {
      rings.show(card)
      if (card?.callId === callId) return
      callId = card?.callId ?? null
      notification?.close()
      notification = card && notify(card)
      main().flashFrame(card !== null && !main().isFocused())
    },
  }
}
