import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { takeLock } from './data-lock.ts'
import { HostError } from './host-error.ts'
import type { HostLog } from './host-log.ts'

/** Takes the data folder for this process; two hosts on one folder would make two offices of one. @throws HostError */
export async function takeDataFolder(dataDir: string, log: HostLog = () => {}): Promise<() => Promise<void>> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 })
  } catch {
    throw new HostError('data-folder', `The data folder ${dataDir} cannot be made or opened.`)
  }
  const lock = await takeLock(join(dataDir, 'host.lock'), log).catch(() => {
    throw new HostError('data-folder', `The data folder ${dataDir} cannot be written.`)
  })
  if (lock.status === 'taken') return lock.giveBack
  throw new HostError(
    'data-folder-in-use',
    lock.pid === null
      ? `Another host has just taken the data folder ${dataDir}.`
      : `Another host (process ${lock.pid}) uses the data folder ${dataDir}. Give this one its own with --data.`,
  )
}

/**
 * Writes a file so that a crash or a power cut leaves the old one or the new one, never half of it or nothing (F-56): the content is on
 * the disk before the name leads to it.
 */
export async function writeAtomically(path: string, content: string, mode = 0o600): Promise<void> {
  // One name: what a crash leaves is written over the next time. The folder belongs to one process, which writes a file in order.
  const draft = `${path}.new`
  try {
    const file = await open(draft, 'w', mode)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {})
    throw error
  }
  await syncFolder(dirname(path))
}

/** The new name itself is kept as well, where the system lets a folder be opened. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => {})
  await handle?.close()
}
