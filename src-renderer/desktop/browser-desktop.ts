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
  let stopBlinking: (() => void) | null = null
  const icon = () => document.querySelector<HTMLLinkElement>('link[rel="icon"]')
  const show = (text: string, href: string) => {
    document.title = text
    const link = icon()
    if (link && link.getAttribute('href') !== href) link.setAttribute('href', href)
  }
  const rest = () => show(missed > 0 ? `(${missed}) ${title}` : title, icons.calm)

  /**
   * The handle lets it end with its next beat: the browser decodes an icon in the process that opens microphones, and Accept needs it now. Nobody
   * presses Accept in a hidden tab, whose next beat may be a minute away: that one is calm at once.
   */
  function blink(text: string): () => void {
    stopBlinking?.()
    let lit = false
    let over = false
    const beat = () => {
      lit = !lit && !over
      if (lit) return show(text, icons.ringing)
      rest()
      if (over) stopBlinking?.()
    }
    const beats = setInterval(beat, BLINK)
    stopBlinking = () => {
      clearInterval(beats)
      stopBlinking = null
    }
    beat()
    return () => {
      over = true
      if (document.hidden) beat()
    }
  }

  return {
    kind: 'web',
    announceRing(text, onClick) {
      const endBlinking = blink(text.title)
      const notification = notify(text, onClick)
      return () => {
        endBlinking()
        notification?.close()
      }
    },
    showMissed(count) {
      missed = count
      if (!stopBlinking) rest()
    },
    onLeave(listener) {
      addEventListener('pagehide', listener)
      return () => removeEventListener('pagehide', listener)
    },
    onAddressChange: onPageAddressChange,
    allowNotifications() {
      try {
        if ('Notification' in globalThis && Notification.permission === 'default') void Notification.requestPermission()
      } catch {
        // A browser that does not let a page ask: it rings in the page.
      }
    },
    stayAwake,
    log: (line) => globalThis.console.info(line),
  }
}

/** Only a hidden tab needs it: a visible one rings in the page. */
function notify(text: { readonly title: string; readonly body: string }, onClick: () => void): Notification | null {
  if (!document.hidden || !('Notification' in globalThis) || Notification.permission !== 'granted') return null
  try {
    const notification = new Notification(text.title, {
      body: text.body,
      tag: 'ringdown-ring',
      requireInteraction: true,
    })
    notification.addEventListener('click', () => {
      onClick()
      notification.close()
    })
    return notification
  } catch {
    // Browsers of phones have the interface, but let only service workers use it: a ring must not fail for that.
    return null
  }
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
