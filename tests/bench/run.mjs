// `npm run bench [-- P-1 …] [--quick] [--json] [--readme]`: builds what is stale, then measures (BENCH.md).
import { fileURLToPath } from 'node:url'

import { buildApp } from '../../src-main/build.mjs'
import { buildStale } from '../../src-signaling/build.mjs'

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
    'tests/network/support',
    'tests/desktop',
    'tests/run',
    'src-signaling',
    'src-renderer',
  ],
}
await buildApp({ force: false })
await buildStale([BENCH], { force: false })
await import(fileURLToPath(new URL('../../dist/bench/main.js', import.meta.url)))
