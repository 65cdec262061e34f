import { defineConfig } from 'vitest/config'

const long = process.env['RINGDOWN_LONG'] === '1'

/** Unit, property, model and integration layers; `--project` picks one. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    testTimeout: long ? 600_000 : 30_000,
    hookTimeout: 30_000,
    projects: [
      { extends: true, test: { name: 'unit', include: ['tests/unit/**/*.test.ts'] } },
      { extends: true, test: { name: 'property', include: ['tests/property/**/*.test.ts'] } },
      { extends: true, test: { name: 'model', include: ['tests/model/**/*.test.ts'], testTimeout: 600_000 } },
      { extends: true, test: { name: 'integration', include: ['tests/integration/**/*.test.ts'] } },
    ],
  },
})
