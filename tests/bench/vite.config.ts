import { pathToFileURL } from 'node:url'

import type { Plugin } from 'vite'
import { defineConfig } from 'vite'

/** The parts that benchmarks share with the tests look for their files beside themselves: where the source is, not the bundle. */
const besideTheSource: Plugin = {
  name: 'beside-the-source',
  transform: (code, id) =>
    code.includes('import.meta.url')
      ? code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
      : null,
}

/** The benchmarks and their servers as programs for Node; packages are not bundled, they are there. */
export default defineConfig({
  root: import.meta.dirname,
  logLevel: 'warn',
  plugins: [besideTheSource],
  build: {
    outDir: '../../dist/bench',
    emptyOutDir: true,
    target: 'node20',
    ssr: true,
    minify: false,
    rolldownOptions: {
      input: {
        main: 'main.ts',
        ringdown: 'servers/ringdown.ts',
        references: 'servers/references.ts',
        relay: 'servers/relay.ts',
      },
      output: { entryFileNames: '[name].js', chunkFileNames: 'parts/[name].js' },
    },
  },
})
