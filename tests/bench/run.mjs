// `npm run bench [-- P-1 …] [--quick] [--json] [--readme]`: builds what is stale, then measures (BENCH.md).
import { fileURLToPath } from 'node:url'

import { buildStale, HOST_PARTS } from '../../src-signaling/build.mjs'

const BENCH = {
  name: 'benchmarks',
  config: 'tests/bench/vite.config.ts',
  modes: ['production'],
  output: 'dist/bench/main.js',
  sources: [
    'tests/bench/harness',
    'tests/bench/programs',
    'tests/bench/servers',
    'tests/bench/main.ts',
    'tests/bench/vite.config.ts',
    'tests/support',
    'src-signaling',
    'src-renderer',
  ],
}
await buildStale([...HOST_PARTS, BENCH], { force: false })
await import(fileURLToPath(new URL('../../dist/bench/main.js', import.meta.url)))
