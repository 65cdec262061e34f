import { randomUUID } from 'node:crypto'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'

import type { HostLog } from './host-log.ts'
import type { Found, ProcessStart } from './process-start.ts'
import { findProcess, isSameStart, ownStart } from './process-start.ts'

/** What a lock says: `PID ID START`; START is `-` where the system did not say when the process began. */
export interface Holder {
  readonly pid: number
  readonly start: ProcessStart | null
}

export type Lock =
  | { readonly status: 'taken'; readonly giveBack: () => Promise<void> }
  /** Somebody living holds it; null: who is not known. */
  | { readonly status: 'held'; readonly pid: number | null }

/**
 * Takes a lock file for this process. One that a dead process left behind is replaced, whoever has its process id now (B-3).
 * @throws what the file system says when the file cannot be written
 */
export async function takeLock(path: string, log: HostLog): Promise<Lock> {
  const own = `${process.pid} ${randomUUID()} ${(await ownStart()) ?? '-'}`
  const taken: Lock = {
    status: 'taken',
    giveBack: async () => {
      if ((await textOf(path)) === own) await rm(path, { force: true })
    },
  }
  if (await create(path, own)) return taken
  const found = await textOf(path)
  const holder = holderOf(found)
  if (holder && isHeld(holder, await findProcess(holder.pid))) return { status: 'held', pid: holder.pid }
  // Moved away first: of two that find it stale at once, only one moves the stale one.
  const aside = `${path}.${randomUUID()}.stale`
  await rename(path, aside).catch(() => {})
  const moved = await textOf(aside)
  if (moved !== '' && moved !== found) {
    await create(path, moved)
    await rm(aside, { force: true })
    return { status: 'held', pid: holderOf(moved)?.pid ?? null }
  }
  await rm(aside, { force: true })
  if (!(await create(path, own))) return { status: 'held', pid: null }
  log('the lock of a host that has ended was found in the data folder and replaced')
  return taken
}

const textOf = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '')

/** Null: no host wrote it, or the power went while it did. Pure. */
export function holderOf(text: string): Holder | null {
  const [, pid, start] = /^([1-9]\d{0,9}) [\w-]+ (\S+)$/.exec(text) ?? []
  if (pid === undefined || start === undefined) return null
  return { pid: Number(pid), start: start === '-' ? null : start }
}

/** Whether the process that wrote a lock still lives. Pure. */
export function isHeld({ start }: Holder, found: Found): boolean {
  if (found.status === 'none') return false
  // Where the system does not say when a process began, its id has to do.
  return start === null || found.start === null || isSameStart(start, found.start)
}

/** The file appears with its content: nobody reads half of it. @returns false when there is one already */
async function create(path: string, content: string): Promise<boolean> {
  const draft = `${path}.${process.pid}.${randomUUID()}`
  await writeFile(draft, content, { flag: 'wx', mode: 0o600 })
  try {
    await link(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    // A file system without hard links.
    return await createPlainly(path, content)
  } finally {
    await rm(draft, { force: true })
  }
}

async function createPlainly(path: string, content: string): Promise<boolean> {
  try {
    await writeFile(path, content, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}
