import type { Session, WebContents } from 'electron'
import { app } from 'electron'

import { PHONE_ORIGIN } from './app-scheme.ts'

/** What the phone's own pages may use; everything else, and everybody else, gets nothing (E-05). */
const GRANTED: ReadonlySet<string> = new Set([
  'media',
  'speaker-selection',
  'clipboard-sanitized-write',
  'notifications',
  'screen-wake-lock',
])

/** True for a page of ours, whole origin compared. */
export function isOwnPage(address: string): boolean {
  try {
    const url = new URL(address)
    return `${url.protocol}//${url.host}` === PHONE_ORIGIN
  } catch {
    return false
  }
}

/** Whether a page may have a permission. Pure. */
export const mayUse = (permission: string, address: string): boolean => GRANTED.has(permission) && isOwnPage(address)

/** Default deny for permissions, devices and screen capture in a session (E-05). */
export function fenceSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    answer(mayUse(permission, details.requestingUrl || (contents?.getURL() ?? '')))
  })
  session.setPermissionCheckHandler((contents, permission, origin) => {
    return mayUse(permission, origin || (contents?.getURL() ?? ''))
  })
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}))
  // Electron would fetch dictionaries from a server (E-13).
  session.setSpellCheckerEnabled(false)
}

/** No page leaves its place, opens a window or embeds another (E-06). */
export function fenceContents(): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}
