import { readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'

import type { Plugin } from 'vite'
import { defineConfig } from 'vite'

const node = [...builtinModules, ...builtinModules.map((name) => `node:${name}`)]

/** A file that stays a file of its own beside the code. */
const beside = (fileName: string): Plugin => ({
  name: 'beside',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName, source: readFileSync(join(import.meta.dirname, fileName)) })
  },
})

/**
 * The shell as CommonJS files: main and the host's process, and in a second run, `--mode preload`, the preload, which is sandboxed
 * and can load nothing beside it. Only Electron and Node stay outside.
 */
export default defineConfig(({ mode }) => ({
  root: import.meta.dirname,
  logLevel: 'warn',
  plugins: mode === 'preload' ? [] : [beside('refused-switches.json')],
  build: {
    outDir: '../dist/app',
    emptyOutDir: mode !== 'preload',
    target: 'node16',
    ssr: true,
    minify: false,
    rolldownOptions: {
      input: mode === 'preload' ? 'preload.ts' : { index: 'index.ts', 'host-process': 'host/host-process.ts' },
      external: ['electron', ...node],
      output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' },
    },
  },
  ssr: { noExternal: true, external: ['electron'] },
}))
