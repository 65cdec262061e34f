import { existsSync } from 'node:fs'

import { defineConfig } from '@playwright/test'

/** Debian's Chromium, unless another is named; without either, Playwright's own. */
const chromium = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'

/** Media without hardware; permission is granted, except where a test takes that back (TESTING.md "Browser"). */
export const MEDIA_FLAGS: readonly string[] = [
  '--no-sandbox',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
  '--disable-background-networking',
  '--disable-component-update',
]

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/browser',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  use: {
    browserName: 'chromium',
    viewport: { width: 960, height: 640 },
    locale: 'en-GB',
    colorScheme: 'light',
    launchOptions: {
      args: [...MEDIA_FLAGS],
      ...(existsSync(chromium) ? { executablePath: chromium } : {}),
    },
  },
})
