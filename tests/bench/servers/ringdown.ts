import { join } from 'node:path'

import { createServer } from '../../../src-signaling/server/create-server.ts'

/**
 * The real host, told not to slow anybody down: two programs that talk as fast as they can are two rude clients to it. Everything
 * else, validation and authorisation included, is as it ships.
 */
const [dataDir = '', host = '127.0.0.1'] = process.argv.slice(2)
const unlimited = { burst: 1e9, perSecond: 1e9 }
let isReady = false
const server = await createServer({
  name: 'Bench',
  dataDir,
  webRoot: join(process.cwd(), 'dist/phone'),
  port: 0,
  localPort: 0,
  host,
  // `device 7f3a came`: it rings from now on. Nobody but the start of the app waits for these lines.
  // The first line says where the host is: what it logs before that is left out.
  log: (line) => void (isReady && process.stdout.write(`${line}\n`)),
  limits: { messages: unlimited, farewells: unlimited, invitesPerPair: unlimited },
})
process.stdout.write(`${JSON.stringify({ url: server.url, lan: server.lanUrls[0], invite: server.invite })}\n`)
isReady = true
process.once('SIGTERM', () => void server.close().then(() => process.exit(0)))
