// `npm run host`: builds what is stale, then becomes the host.
import { fileURLToPath } from 'node:url'

import { buildStale, HOST_PARTS } from './build.mjs'

const built = fileURLToPath(new URL('../dist/host/standalone.js', import.meta.url))
await buildStale(HOST_PARTS, { force: false })
process.argv[1] = built
await import(built)
