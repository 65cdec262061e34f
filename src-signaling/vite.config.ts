import { builtinModules } from 'node:module'

import { defineConfig } from 'vite'

/** The host as one file that needs nothing but Node. */
export default defineConfig({
  root: import.meta.dirname,
  logLevel: 'warn',
  build: {
    outDir: '../dist/host',
    emptyOutDir: true,
    target: 'node20',
    ssr: 'standalone.ts',
    minify: false,
    rolldownOptions: { external: [...builtinModules, ...builtinModules.map((name) => `node:${name}`)] },
  },
  ssr: { noExternal: true },
})
