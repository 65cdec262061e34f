import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { HostError } from './host-error.ts'

/** Takes the data folder for this process; two hosts on one folder would make two offices of one. */
export async function takeDataFolder(dataDir: string): Promise<() => Promise<void>> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 })
  } catch {
    throw new HostError('data-folder', `The data folder ${dataDir} cannot be made or opened.`)
  }
  const lock = join(dataDir, 'host.lock')
  const own = `${process.pid} ${randomUUID()}`
  if (!(await create(lock, own, dataDir))) {
    const holder = Number.parseInt(await readFile(lock, 'utf8').catch(() => ''), 10)
    if (isRunning(holder)) {
      throw new HostError(
        'data-folder-in-use',
        `Another host (process ${holder}) uses the data folder ${dataDir}. Give this one its own with --data.`,
      )
    }
    // Its owner is gone without tidying up.
    await rm(lock, { force: true })
    if (!(await create(lock, own, dataDir))) {
      throw new HostError('data-folder-in-use', `Another host has just taken the data folder ${dataDir}.`)
    }
  }
  return async () => {
    if ((await readFile(lock, 'utf8').catch(() => '')) === own) await rm(lock, { force: true })
  }
}

async function create(lock: string, content: string, dataDir: string): Promise<boolean> {
  try {
    await writeFile(lock, content, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw new HostError('data-folder', `The data folder ${dataDir} cannot be written.`)
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Writes a file so that a crash leaves the old one or the new one, never half of it (F-56). */
export async function writeAtomically(path: string, content: string): Promise<void> {
  const draft = `${path}.${process.pid}.new`
  await writeFile(draft, content, { mode: 0o600 })
  await rename(draft, path)
}
