// Builds what is stale: the phone to dist/phone, the host to dist/host. `--force` builds both.
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { build } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))

const PARTS = [
  {
    name: 'phone',
    config: 'src-renderer/vite.config.ts',
    output: 'dist/phone/index.html',
    sources: ['src-renderer', 'src-signaling/protocol', 'src-signaling/client', 'package-lock.json'],
  },
  {
    name: 'host',
    config: 'src-signaling/vite.config.ts',
    output: 'dist/host/standalone.js',
    sources: ['src-signaling', 'package-lock.json'],
  },
]

/** @param {string} path @returns {Promise<number>} the latest change below it, ms */
async function newest(path) {
  const info = await stat(path)
  if (!info.isDirectory()) return info.mtimeMs
  const entries = await readdir(path)
  const times = await Promise.all(entries.map((entry) => newest(join(path, entry))))
  return Math.max(0, ...times)
}

/** @param {(typeof PARTS)[number]} part */
async function isStale(part) {
  const built = await stat(join(root, part.output)).catch(() => null)
  if (!built) return true
  const times = await Promise.all(part.sources.map((source) => newest(join(root, source))))
  return Math.max(...times) > built.mtimeMs
}

/** @param {{ force: boolean }} options */
export async function buildStale({ force }) {
  for (const part of PARTS) {
    if (!force && !(await isStale(part))) continue
    process.stderr.write(`Building the ${part.name} …\n`)
    await build({ configFile: join(root, part.config), logLevel: 'warn' })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildStale({ force: process.argv.includes('--force') })
