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

/** The product's configuration, around a runtime that is here. @param {string} electron a binary @param {string} output a folder */
export function productConfig(electron, output) {
  const product = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8'))
  return {
    ...product,
    electronDist: dirname(electron),
    electronVersion: versionOf(electron),
    directories: { ...product.directories, output },
  }
}

/**
 * Packages with a configuration of its own.
 * @param {string} output a folder below the root, emptied first
 * @param {object} config
 * @param {ReturnType<Platform['createTarget']>} targets
 */
export async function packageInto(output, config, targets) {
  rmSync(join(root, output), { recursive: true, force: true })
  // By its path: an object would be merged over electron-builder.yml, which nothing can be taken from.
  const file = join(root, `${output}.json`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(config))
  await build({ projectDir: root, targets, publish: 'never', config: file })
}

/** @param {'driven' | 'release'} kind @param {string} electron */
async function packageOne(kind, electron) {
  const output = `dist/package-test/${kind}`
  const product = productConfig(electron, output)
  const driven = {
    ...product,
    files: [...product.files, '!dist/app/refused-switches.json', { from: `${here}/driven`, to: 'dist/app' }],
    electronFuses: { ...product.electronFuses, enableNodeCliInspectArguments: true },
  }
  await packageInto(output, kind === 'driven' ? driven : product, Platform.LINUX.createTarget('dir'))
}

/** @param {string} electron a binary */
export async function packageForTests(electron) {
  for (const kind of /** @type {const} */ (['driven', 'release'])) await packageOne(kind, electron)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await packageForTests(process.argv[2] ?? '')
