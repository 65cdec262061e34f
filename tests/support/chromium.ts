import { existsSync } from 'node:fs'

/** Debian's Chromium, unless another is named; without either, Playwright's own. */
const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'

/** Grants every permission, and so hides what a page without one sees. */
const GRANT = '--use-fake-ui-for-media-stream'

/** Media without hardware (TESTING.md "Browser"). */
const FLAGS: readonly string[] = [
  '--no-sandbox',
  '--use-fake-device-for-media-stream',
  '--disable-background-networking',
  '--disable-component-update',
]

/** Shows the addresses of this machine to every page, as the desktop app does: containers resolve no `.local` names. */
export const SHOW_ADDRESSES = '--disable-features=WebRtcHideLocalIpsWithMdns'

/** How to launch Chromium; `asInstalled` takes the blanket permission and the shown addresses back. */
export function chromiumLaunch(more: readonly string[] = [], asInstalled = false) {
  return {
    args: [...FLAGS, ...(asInstalled ? [] : [GRANT, SHOW_ADDRESSES]), ...more],
    ...(existsSync(CHROMIUM) ? { executablePath: CHROMIUM } : {}),
  }
}
