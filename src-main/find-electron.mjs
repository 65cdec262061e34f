// Electron's binary is not part of its package: it is downloaded when it is first needed.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** A download that has not begun after this will not, ms. */
const PATIENCE = 10_000

/** @typedef {{ status: 'found', path: string } | { status: 'missing', why: string }} Found */

const require = createRequire(import.meta.url)
const folder = dirname(require.resolve('electron/package.json'))

/** Where the `electron` package keeps its binary. @param {NodeJS.Platform} platform */
export function binaryOf(platform) {
  if (platform === 'darwin') return join(folder, 'dist', 'Electron.app', 'Contents', 'MacOS', 'Electron')
  return join(folder, 'dist', platform === 'win32' ? 'electron.exe' : 'electron')
}

/** Looks at ELECTRON_PATH, then at the package, then downloads. @returns {Promise<Found>} */
export async function findElectron() {
  const given = process.env.ELECTRON_PATH
  if (given) {
    return existsSync(given)
      ? { status: 'found', path: given }
      : { status: 'missing', why: 'ELECTRON_PATH names no file' }
  }
  const path = binaryOf(process.platform)
  if (existsSync(path)) return { status: 'found', path }
  try {
    await download()
    // Unpacks what is in Electron's cache by now.
    const { status } = spawnSync(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore' })
    if (status === 0 && existsSync(path)) return { status: 'found', path }
    return { status: 'missing', why: 'Electron could not be unpacked' }
  } catch (error) {
    const [line] = (error instanceof Error ? error.message : String(error)).split('\n')
    return { status: 'missing', why: `Electron could not be downloaded (${line})` }
  }
}

/** Into Electron's own cache, with its checksum. @throws when it fails or does not begin in time */
async function download() {
  const ofElectron = createRequire(join(folder, 'package.json'))
  const { downloadArtifact } = ofElectron('@electron/get')
  const { version } = ofElectron('./package.json')
  let begun = false
  /** @param {{ percent: number }} progress */
  const getProgressCallback = async ({ percent }) => {
    begun = true
    process.stderr.write(`\rDownloading Electron ${version}: ${Math.round(percent * 100)} % `)
  }
  const downloading = downloadArtifact({
    version,
    artifactName: 'electron',
    checksums: ofElectron('./checksums.json'),
    platform: process.platform,
    arch: process.arch,
    downloadOptions: { getProgressCallback },
  })
  const stalled = new Promise((_resolve, reject) => {
    const look = () => {
      if (!begun) reject(new Error(`no answer after ${PATIENCE / 1_000} s`))
    }
    setTimeout(look, PATIENCE).unref()
  })
  process.stderr.write('Electron is needed once; looking for it …\n')
  await Promise.race([downloading, stalled])
  if (begun) process.stderr.write('\n')
}
