import type { Session, WebContents } from 'electron'
import { app } from 'electron'

import { mayUse } from './may-use.ts'

/** Default deny for permissions, devices and screen capture in a session (E-05). */
export function fenceSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    answer(mayUse(permission, details.requestingUrl || (contents?.getURL() ?? '')))
  })
  session.setPermissionCheckHandler((contents, permission, origin) => {
    return mayUse(permission, origin || (contents?.getURL() ?? ''))
  })
  session.setDevicePermissionHandler(() => false)
  // Without a handler every capture of the screen is refused; an empty answer would throw here.
  session.setDisplayMediaRequestHandler(null)
  // Electron would fetch dictionaries from a server (E-13).
  session.setSpellCheckerEnabled(false)
}

/** No page leaves its place, opens a window or embeds another (E-06). */
export function fenceContents(): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}
