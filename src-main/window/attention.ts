import type { BrowserWindow, NotificationConstructorOptions } from 'electron'
import { Notification } from 'electron'

import type { MissedCard, RingCard } from '../ipc/contract.ts'
import type { wordsOf } from '../words.ts'
import { notificationBody } from './notification-text.ts'
import type { RingWindow } from './ring-window.ts'

/** Everything that a ring does besides its sound: its window, the flashing taskbar, a notification (UX "Ring"). */
export interface Attention {
  follow(card: RingCard | null): void
  /** The ring was missed: that stays in the ring window until somebody has seen it. */
  missed(card: MissedCard): void
  seen(): void
}

export interface AttentionParts {
  readonly rings: RingWindow
  readonly main: () => BrowserWindow
  readonly words: () => ReturnType<typeof wordsOf>
  readonly open: () => void
  readonly log: (line: string) => void
  /** The ring window cannot be brought to the front here (Wayland): the notification is the ring, and must not be passed over. */
  readonly urgent: boolean
}

export function createAttention({ rings, main, words, open, log, urgent }: AttentionParts): Attention {
  let callId: string | null = null
  let missed = false
  let notification: Notification | null = null

  /** One signal that fails takes none of the others with it. */
  function signal(name: string, give: () => void): void {
    try {
      give()
    } catch (error) {
      log(`${name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  function notify({ name, subject }: RingCard): Notification | null {
    if (!Notification.isSupported()) return null
    const options: NotificationConstructorOptions = {
      // A name may hold what `replace` gives a meaning to, such as $`.
      title: words().rings.replace('{name}', () => name),
      body: notificationBody(subject ?? '', process.platform),
      silent: true,
      ...(urgent ? { urgency: 'critical' } : {}),
    }
    const shown = new Notification(options)
    shown.on('click', open)
    shown.on('failed', (_event, error) => log(`ring notification: ${error}`))
    shown.show()
    return shown
  }

  return {
    follow(card) {
      if (card || !missed) signal('ring window', () => rings.show(card && { kind: 'ring', card }))
      if (card) missed = false
      if (card?.callId === callId) return
      callId = card?.callId ?? null
      signal('ring notification', () => {
        notification?.close()
        notification = null
        notification = card && notify(card)
      })
      signal('flashing', () => main().flashFrame(card !== null && !main().isFocused()))
    },
    missed(card) {
      if (callId !== null) return
      missed = true
      signal('ring window', () => rings.show({ kind: 'missed', card }))
    },
    seen() {
      if (!missed) return
      missed = false
      signal('ring window', () => rings.show(null))
    },
  }
}
