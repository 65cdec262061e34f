// Builds what is stale of a list of parts; the host needs the phone, in dist/phone, and itself, in dist/host.
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** @type {readonly Part[]} */
export const HOST_PARTS = [
  {
    name: 'phone',
    config: 'src-renderer/vite.config.ts',
    modes: ['production'],
    output: 'dist/phone/index.html',
    sources: ['src-renderer', 'src-signaling/protocol', 'src-signaling/client', 'package-lock.json'],
  },
  {
    name: 'host',
    config: 'src-signaling/vite.config.ts',
    modes: ['production'],
    output: 'dist/host/standalone.js',
    sources: ['src-signaling', 'package-lock.json'],
  },
]

/**
 * @typedef {object} Part
 * @property {string} name said while it is built
 * @property {string} config Vite's, from the root of the repository
 * @property {readonly string[]} modes built one after the other
 * @property {() => void} [after] done when it is built
 * @property {string} output written last; its age is the part's
 * @property {readonly string[]} sources
 */

/** @param {string} path @returns {Promise<number>} the latest change below it, ms */
async function newest(path) {
  const info = await stat(path)
  if (!info.isDirectory()) return info.mtimeMs
  const entries = await readdir(path)
  const times = await Promise.all(entries.map((entry) => newest(join(path, entry))))
  return Math.max(0, ...times)
}

/** @param {Part} part */
async function isStale(part) {
  const built = await stat(join(root, part.output)).catch(() => null)
  if (!built) return true
  const times = await Promise.all(part.sources.map((source) => newest(join(root, source))))
  return Math.max(...times) > built.mtimeMs
}

/** @param {readonly Part[]} parts @param {{ force: boolean }} options */
export async function buildStale(parts, { force }) {
  // Whoever starts a host from a test runner or a developer's shell serves the same phone as everybody.
  process.env.NODE_ENV = 'production'
  for (const part of parts) {
    if (!force && !(await isStale(part))) continue
    // Loaded only when needed: it takes longer to start than the host.
    const { build } = await import('vite')
    process.stderr.write(`Building the ${part.name} …\n`)
    for (const mode of part.modes) await build({ configFile: join(root, part.config), mode, logLevel: 'warn' })
    part.after?.()
  }
}
