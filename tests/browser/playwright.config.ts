import { defineConfig } from '@playwright/test'

import { chromiumLaunch } from '../support/chromium.ts'

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
    launchOptions: chromiumLaunch(),
  },
})
