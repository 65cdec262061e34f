// `npm start`: builds what is stale and opens the desktop app; where that cannot be, one line says why, and the host starts
// and the phone opens in a browser (DESIGN 5).
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { buildApp } from './build.mjs'
import { findElectron } from './find-electron.mjs'
import { whyNoApp } from './why-no-app.mjs'

/** An Electron that fails within this never opened a window, ms. */
const AT_ONCE = 5_000
const root = fileURLToPath(new URL('..', import.meta.url))

/** Runs the app to its end. @param {string} electron @returns {Promise<string | null>} why it did not even begin */
function openApp(electron) {
  return new Promise((resolve) => {
    const began = Date.now()
    const child = spawn(electron, [root, ...process.argv.slice(2)], { stdio: 'inherit' })
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal))
    child.once('error', (error) => resolve(`Electron does not run (${error.message})`))
    child.once('exit', (code) => {
      if (code !== 0 && Date.now() - began < AT_ONCE) return resolve('Electron ended at once')
      process.exitCode = code ?? 1
      resolve(null)
    })
  })
}

/** @returns {Promise<string | null>} why the app cannot be opened; null after it ran */
async function start() {
  const uid = process.getuid?.() ?? null
  const trouble = whyNoApp({ platform: process.platform, uid, environment: process.env })
  if (trouble) return trouble
  await buildApp({ force: false })
  const found = await findElectron()
  return found.status === 'found' ? openApp(found.path) : found.why
}

const why = await start()
if (why !== null) {
  process.stderr.write(`The desktop app cannot open: ${why}. Starting the host, the phone opens in a browser.\n`)
  process.argv.push('--open')
  await import('../src-signaling/host.mjs')
}
