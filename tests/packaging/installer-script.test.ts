import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { expect, test } from 'vitest'

const run = promisify(execFile)
const PROJECT = fileURLToPath(new URL('../..', import.meta.url))
const SCRIPT = fileURLToPath(new URL('support/include-check.nsi', import.meta.url))

/** What makensis says of each instruction. */
async function compiled(...definitions: readonly string[]): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ringdown-nsis-'))
  try {
    const all = [`PROJECT=${PROJECT}`, `OUTPUT=${join(folder, 'check.exe')}`, ...definitions]
    const args = ['-V4', '-WX', ...all.map((definition) => `-D${definition}`), SCRIPT]
    const { stdout } = await run('makensis', args, { maxBuffer: 16 * 1024 * 1024 })
    return stdout.split('\n')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

test('I-4: what our installer adds compiles without a warning, and runs programs of the system folder only', async () => {
  const commands = (await compiled()).filter((line) => line.startsWith('Plugin command: '))
  expect(commands).toHaveLength(3)
  for (const command of commands) expect(command).toContain('"$SYSDIR\\netsh.exe" advfirewall firewall ')
})

test.each([
  ['by itself', []],
  ['as electron-builder compiles it, where a newer version may take its place', ['WITH_UPDATES=1']],
])('I-5: the uninstaller takes away what the app and the installer left for each person: %s', async (_how, more) => {
  const lines = await compiled(...more)
  // An update forgets nobody: there the step stands behind a condition.
  const before = lines[lines.indexOf('!insertmacro: forgetPeople') - 1]
  expect(before === '!insertmacro: end of _If').toBe(more.length > 0)
  const [install, uninstall] = [lines.indexOf('Section: ""'), lines.findIndex((line) => line.includes('un.check'))]
  expect(uninstall).toBeGreaterThan(install)
  const removed = 'RMDir: /r "$LOCALAPPDATA\\ringdown-updater"'
  // Already after the installation: 75 MB that nothing would ever read.
  expect(lines.slice(0, uninstall)).toContain(removed)
  const after = lines.slice(uninstall)
  expect(after).toContain(removed)
  for (const person of ['HKCU\\', 'HKU\\$5\\']) {
    expect(after).toContain(`DeleteRegKey: ${person}Software\\Classes\\ringdown`)
    expect(after).toContain(`DeleteRegValue: ${person}Software\\Microsoft\\Windows\\CurrentVersion\\Run\\$4`)
  }
})
