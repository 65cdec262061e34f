import type { Session, WebContents } from 'electron'
import { app, systemPreferences } from 'electron'

import { mayOpen, mayUse, systemAsks } from './may-use.ts'

/** Default deny for permissions, devices and screen capture in a session (E-05). */
export function fenceSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const granted = mayUse(permission, details.requestingUrl || (contents?.getURL() ?? ''))
    if (!granted || permission !== 'media') return answer(granted)
    const types = 'mediaTypes' in details ? details.mediaTypes : undefined
    if (!mayOpen(types)) return answer(false)
    void systemAllows(types ?? []).then(answer)
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

/**
 * macOS has a permission of its own for each program, and gives silence without it. It is asked for where nobody has been asked, and a
 * refusal becomes the page's: the phone says it then.
 */
async function systemAllows(mediaTypes: readonly string[]): Promise<boolean> {
  if (process.platform !== 'darwin') return true
  for (const device of systemAsks(mediaTypes)) {
    const status = systemPreferences.getMediaAccessStatus(device)
    if (status === 'denied' || status === 'restricted') return false
    if (status === 'not-determined' && !(await systemPreferences.askForMediaAccess(device))) return false
  }
  return true
}
