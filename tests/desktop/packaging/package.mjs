// Packages the app for the desktop layer, twice from one bundle: `release`, tested from outside, and `driven`, which differs in the
// inspect fuse and an empty list of refused switches.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { build, Platform } from 'electron-builder'
import { parse } from 'yaml'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const here = 'tests/desktop/packaging'

/** @param {'driven' | 'release'} kind */
export const packagedApp = (kind) => join(root, 'dist', 'package-test', kind, 'linux-unpacked', 'ringdown')
/** @param {'driven' | 'release'} kind */
export const packagedArchive = (kind) => join(dirname(packagedApp(kind)), 'resources', 'app.asar')

/** @param {string} electron a binary @returns {string} its version */
function versionOf(electron) {
  const { stdout } = spawnSync(electron, ['-p', 'process.versions.electron'], {
    encoding: 'utf8',
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  })
  return stdout.trim()
}

/** @param {'driven' | 'release'} kind @param {string} electron @param {string} version */
async function packageOne(kind, electron, version) {
  const output = `dist/package-test/${kind}`
  const product = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8'))
  rmSync(join(root, output), { recursive: true, force: true })
  const config = {
    ...product,
    electronDist: dirname(electron),
    electronVersion: version,
    directories: { ...product.directories, output },
    files: [
      ...product.files,
      ...(kind === 'driven' ? ['!dist/app/refused-switches.json'] : []),
      ...(kind === 'driven' ? [{ from: `${here}/driven`, to: 'dist/app' }] : []),
    ],
    electronFuses: {
      ...product.electronFuses,
      ...(kind === 'driven' ? { enableNodeCliInspectArguments: true } : {}),
    },
  }
  // By its path: an object would be merged over electron-builder.yml, which nothing can be taken from.
  const file = join(root, 'dist', 'package-test', `${kind}.json`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(config))
  await build({ projectDir: root, targets: Platform.LINUX.createTarget('dir'), publish: 'never', config: file })
}

/** @param {string} electron a binary */
export async function packageForTests(electron) {
  const version = versionOf(electron)
  for (const kind of /** @type {const} */ (['driven', 'release'])) await packageOne(kind, electron, version)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await packageForTests(process.argv[2] ?? '')
