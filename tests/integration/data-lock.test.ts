import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { takeDataFolder } from '../../src-signaling/server/data-folder.ts'
import { findProcess } from '../../src-signaling/server/process-start.ts'

let folder: string
let lock: string
const lines: string[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ringdown-lock-'))
  lock = join(folder, 'host.lock')
  lines.length = 0
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const take = () => takeDataFolder(folder, (line) => lines.push(line))
const expectTaken = async (found: string) => {
  await writeFile(lock, found)
  const giveBack = await take()
  expect(lines.join()).toContain('lock')
  expect(await readFile(lock, 'utf8')).toMatch(new RegExp(`^${process.pid} `))
  await giveBack()
  expect(await readdir(folder)).toEqual([])
}

/** A program that lives as long as the test. */
async function livingProgram() {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] })
  await once(child, 'spawn')
  return child
}

const IDS = 'b6bbcd0c-6f43-4f4f-9a34-0d63a3b8a3e1'
const OTHER_BOOT = '00000000-1111-2222-3333-444444444444'

test.each([
  ['pid 1, as it was written before', '1 x'],
  ['pid 1 and another start', `1 ${IDS} ${OTHER_BOOT}/17`],
  ['the very id of this process, as in a container', `${process.pid} ${IDS} ${OTHER_BOOT}/17`],
  ['the very id of this process, as it was written before', `${process.pid} ${IDS}`],
  ['a process that is gone', `999999999 ${IDS} ${OTHER_BOOT}/17`],
  ['nothing, after a power cut', ''],
  ['zeroes, after a power cut', '\0'.repeat(60)],
])('B-3 C-2 A-17 L-2: a lock that names %s is stale: it is said and taken over', (_what, found) => expectTaken(found))

test('B-3 C-2: a lock whose process id a foreign living program has now is stale', async () => {
  const child = await livingProgram()
  try {
    await expectTaken(`${child.pid} ${IDS} ${OTHER_BOOT}/17`)
    await expectTaken(`${child.pid} x`)
  } finally {
    child.kill('SIGKILL')
  }
})

test('B-3: a lock whose own process lives is respected, and given up once that process was killed', async () => {
  const child = await livingProgram()
  const found = await findProcess(child.pid ?? 0)
  if (found.status !== 'runs' || found.start === null) throw new Error('this system does not say when a process began')
  await writeFile(lock, `${child.pid} ${IDS} ${found.start}`)
  await expect(take()).rejects.toMatchObject({ problem: 'data-folder-in-use' })
  expect(await readFile(lock, 'utf8')).toContain(IDS)
  child.kill('SIGKILL')
  await once(child, 'exit')
  await (
    await take()
  )()
})

test('B-3: of many starts at once on a stale lock one gets the folder, and nothing is left lying about', async () => {
  await writeFile(lock, '1 x')
  const starts = await Promise.allSettled(Array.from({ length: 8 }, take))
  const taken = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []))
  expect(taken).toHaveLength(1)
  expect(await readdir(folder)).toEqual(['host.lock'])
  await taken[0]?.()
})
