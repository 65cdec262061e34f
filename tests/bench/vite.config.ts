import { defineConfig } from 'vite'

/** The benchmarks and their servers as programs for Node; packages are not bundled, they are there. */
export default defineConfig({
  root: import.meta.dirname,
  logLevel: 'warn',
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
