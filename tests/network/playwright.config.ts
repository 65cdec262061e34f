import { defineConfig } from '@playwright/test'

/** Browsers and hosts in network namespaces; one test at a time, because they share the machine's two cores. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/network',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
})
