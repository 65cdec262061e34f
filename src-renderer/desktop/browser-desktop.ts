import type { DesktopPort } from '../call/ports.ts'
import { onPageAddressChange } from './address-change.ts'

/** How fast title and icon blink while it rings, ms (mock README, "Motion"). */
const BLINK = 700

/** What a browser tab can do to be noticed. */
export function createBrowserDesktop(
  title: string,
  icons: { readonly calm: string; readonly ringing: string },
): DesktopPort {
  let missed = 0
  const restTitle = () => (missed > 0 ? `(${missed}) ${title}` : title)
  let endRing = () => {}
  const icon = () => document.querySelector<HTMLLinkElement>('link[rel="icon"]')
  const show = (text: string, href: string) => {
    document.title = text
    const link = icon()
    if (link && link.getAttribute('href') !== href) link.setAttribute('href', href)
  }

  return {
    kind: 'web',
    announceRing(text, onClick) {
      endRing()
      let lit = false
      let over = false
      const beat = () => {
        if (over) return endRing()
        lit = !lit
        show(lit ? text.title : restTitle(), lit ? icons.ringing : icons.calm)
      }
      const blink = setInterval(beat, BLINK)
      endRing = () => {
        clearInterval(blink)
        show(restTitle(), icons.calm)
        endRing = () => {}
      }
      beat()
      const notification = notify(text, onClick)
      // A tab's icon is decoded and handed around by the process that also opens microphones: on Accept it waits for the next beat.
      return () => {
        over = true
        notification?.close()
      }
    },
    showMissed(count) {
      missed = count
      endRing()
      show(restTitle(), icons.calm)
    },
    onLeave(listener) {
      addEventListener('pagehide', listener)
      return () => removeEventListener('pagehide', listener)
    },
    onAddressChange: onPageAddressChange,
    allowNotifications() {
      if ('Notification' in globalThis && Notification.permission === 'default') void Notification.requestPermission()
    },
    stayAwake,
  }
}

/** Only a hidden tab needs it: a visible one rings in the page. */
function notify(text: { readonly title: string; readonly body: string }, onClick: () => void): Notification | null {
  if (!document.hidden || !('Notification' in globalThis) || Notification.permission !== 'granted') return null
  const notification = new Notification(text.title, { body: text.body, tag: 'ringdown-ring', requireInteraction: true })
  notification.addEventListener('click', () => {
    onClick()
    notification.close()
  })
  return notification
}

/** Screen wake lock (W3C screen-wake-lock): lost whenever the page is hidden, taken again when it is shown. */
function stayAwake(): () => void {
  let wanted = true
  let lock: WakeLockSentinel | null = null
  const take = async () => {
    if (document.hidden || !('wakeLock' in navigator)) return
    lock = await navigator.wakeLock.request('screen').catch(() => null)
    if (!wanted) void lock?.release()
  }
  const again = () => void take()
  document.addEventListener('visibilitychange', again)
  void take()
  return () => {
    wanted = false
    document.removeEventListener('visibilitychange', again)
    void lock?.release().catch(() => {})
  }
}
