import { existsSync } from 'node:fs'

/** Debian's Chromium, unless another is named; without either, Playwright's own. */
const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'

/** Grants every permission, and so hides what a page without one sees. */
const GRANT = '--use-fake-ui-for-media-stream'

/** Media without hardware (TESTING.md "Browser"). */
const FLAGS: readonly string[] = [
  '--no-sandbox',
  '--use-fake-device-for-media-stream',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
  '--disable-background-networking',
  '--disable-component-update',
]

/** How to launch Chromium; `granted: false` takes the blanket permission back. */
export function chromiumLaunch(more: readonly string[] = [], granted = true) {
  return {
    args: [...FLAGS, ...(granted ? [GRANT] : []), ...more],
    ...(existsSync(CHROMIUM) ? { executablePath: CHROMIUM } : {}),
  }
}
