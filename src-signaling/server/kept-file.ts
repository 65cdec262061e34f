import { readFile, rename } from 'node:fs/promises'

import { parseJson } from '../protocol/index.ts'
import { writeAtomically } from './data-folder.ts'
import type { HostLog } from './host-log.ts'
import { faultOf } from './host-log.ts'

/** What a list on the disk was read as. */
export interface Read<Value> {
  readonly value: Value
  /** Entries that could not be used, or that are more than are kept. */
  readonly dropped: number
}

export type Kept<Value> =
  | { readonly status: 'none' }
  | { readonly status: 'good'; readonly value: Value }
  /** The file was damaged: it lies beside as `.bad`, and the last good copy stands in. */
  | { readonly status: 'copy'; readonly value: Value }
  | { readonly status: 'lost' }

/**
 * Reads a JSON file of the data folder. A good one is copied beside itself as `.last`, at a start only: a power cut that spoils what is
 * written while the host runs does not reach the copy (F-56, C-37).
 * @param read null when the content is damaged as a whole
 */
export async function openKept<Value>(
  path: string,
  read: (json: unknown) => Read<Value> | null,
  log: HostLog,
): Promise<Kept<Value>> {
  const copy = `${path}.last`
  const text = await textOf(path)
  if (text === null) return { status: 'none' }
  const parsed = read(parseJson(text))
  if (parsed) {
    if ((await textOf(copy)) !== text) await write(copy, text, log)
    return { status: 'good', value: said(parsed, log) }
  }
  await rename(path, `${path}.bad`).catch((error: unknown) => log(`a damaged file stays in place: ${faultOf(error)}`))
  const last = await textOf(copy)
  const instead = last === null ? null : read(parseJson(last))
  if (last === null || !instead) return { status: 'lost' }
  await write(path, last, log)
  return { status: 'copy', value: said(instead, log) }
}

function said<Value>({ value, dropped }: Read<Value>, log: HostLog): Value {
  if (dropped > 0) log(`${dropped} entries of a list were left out: they are damaged, or too many`)
  return value
}

/** Null when there is none; what cannot be read is damaged, not missing. */
async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? null : ''
  }
}

const write = (path: string, text: string, log: HostLog): Promise<void> =>
  writeAtomically(path, text).catch((error: unknown) => log(`a copy could not be written: ${faultOf(error)}`))
