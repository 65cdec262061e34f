import { defineConfig } from '@playwright/test'

/** The packaged app in a real Electron; one test at a time, because they share a display and the host's usual ports. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/desktop',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
})
