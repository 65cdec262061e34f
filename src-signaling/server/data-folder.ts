import { chmod, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { takeLock } from './data-lock.ts'
import { HostError } from './host-error.ts'
import type { HostLog } from './host-log.ts'

/** Takes the data folder for this process; two hosts on one folder would make two offices of one. @throws HostError */
export async function takeDataFolder(dataDir: string, log: HostLog = () => {}): Promise<() => Promise<void>> {
  try {
    await makeFolder(dataDir)
    await makeFolderPrivate(dataDir, log)
  } catch (error) {
    if (error instanceof HostError) throw error
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

/** Makes a folder, and what is missing above it. Node's own way never ends where nothing can be made, as in /proc. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return
    if (code !== 'ENOENT' || dirname(path) === path) throw error
    await makeFolder(dirname(path))
    await mkdir(path, { mode: 0o700 })
  }
}

/** Bits of a mode (chmod(2)): what group and others may, and that everybody may put files here. */
const OTHERS = 0o077
const SHARED = 0o1000

/** A folder that was there may be open to every user of the machine (E-15). @throws HostError when it is meant to be */
async function makeFolderPrivate(path: string, log: HostLog): Promise<void> {
  if (process.platform === 'win32') return
  const { mode } = await stat(path)
  if (mode & SHARED)
    throw new HostError(
      'data-folder',
      `The data folder ${path} is shared by everybody. Give this host its own with --data.`,
    )
  if (!(mode & OTHERS)) return
  const isPrivate = await chmod(path, 0o700).then(
    () => true,
    () => false,
  )
  log(isPrivate ? 'the data folder was open to others and is private now' : 'the data folder is open to others')
}

/** Takes from others what they may do with a file. @returns whether they could */
export async function makeFilePrivate(path: string): Promise<boolean> {
  if (process.platform === 'win32') return false
  const { mode } = await stat(path)
  if (!(mode & OTHERS)) return false
  await chmod(path, 0o600).catch(() => {})
  return true
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
