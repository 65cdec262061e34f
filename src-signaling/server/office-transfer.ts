import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import * as z from 'zod'

import { check, parseJson } from '../protocol/index.ts'
import { usablePair } from './certificate.ts'
import { takeDataFolder, writeAtomically } from './data-folder.ts'
import { HostError } from './host-error.ts'
import type { Read } from './kept-file.ts'
import { missedFileSchema, readMissed } from './missed-file.ts'
import { officeFileSchema } from './office-file.ts'
import { peopleFileSchema, readPeople } from './people-file.ts'

/*
 * An office in one file, so that it can be opened on another machine: its certificate with the key, so that phones that pinned it
 * accept the new host, and whom and what it knew. Running calls do not notice: phones claim them.
 */

const pem = z.string().max(16 * 1024)
const exportSchema = z.strictObject({
  ringdown: z.literal('office'),
  version: z.literal(1),
  certificate: pem,
  key: pem,
  people: peopleFileSchema.nullable(),
  settings: officeFileSchema.nullable(),
  missed: missedFileSchema.nullable(),
})
type OfficeExport = z.infer<typeof exportSchema>

/** What of an office lies in which file of its data folder. */
const PARTS = { people: 'people.json', settings: 'office.json', missed: 'missed.json' } as const
const PAIR = { certificate: 'host.crt', key: 'host.key' } as const

/** A file of at most 512 people with 200 missed calls on each of 16 devices is far below this, bytes. */
const MOST_BYTES = 64 * 1024 * 1024

/**
 * Writes the office of a data folder into one file that only its owner may read; a host may be running on it.
 * @throws HostError `transfer` with a sentence: there is no office, part of it is damaged, or the file is there already
 */
export async function exportOffice(dataDir: string, file: string, force: boolean): Promise<void> {
  const [certificate, key] = await Promise.all([text(dataDir, PAIR.certificate), text(dataDir, PAIR.key)])
  if (certificate === null || key === null || !usablePair(certificate, key))
    throw new HostError('transfer', `There is no office in ${dataDir}: its certificate and key are missing or damaged.`)
  const [people, settings, missed] = await Promise.all([
    list(dataDir, PARTS.people, readPeople),
    json(dataDir, PARTS.settings),
    list(dataDir, PARTS.missed, readMissed),
  ])
  const office = checked({ ringdown: 'office', version: 1, certificate, key, people, settings, missed })
  if (!office)
    throw new HostError('transfer', `The lists in ${dataDir} are damaged. Start the host once: it sets them aside.`)
  const content = `${JSON.stringify(office, null, 2)}\n`
  await (force ? writeAtomically(file, content) : writeFile(file, content, { flag: 'wx', mode: 0o600 })).catch(
    (error: NodeJS.ErrnoException) => {
      const exists = error.code === 'EEXIST'
      throw new HostError(
        'transfer',
        exists ? `${file} is there already. Give another name, or --force.` : `${file} cannot be written.`,
      )
    },
  )
}

/**
 * Makes a data folder the office of an exported file; no host may be running on it.
 * @throws HostError `transfer` with a sentence; nothing has been changed then
 */
export async function importOffice(file: string, dataDir: string, force: boolean): Promise<void> {
  const office = await readExport(file)
  const giveBack = await takeDataFolder(dataDir)
  try {
    if (!force && (await holdsOffice(dataDir)))
      throw new HostError(
        'transfer',
        `${dataDir} holds an office already. Give another folder with --data, or --force to replace it.`,
      )
    await write(dataDir, office)
  } finally {
    await giveBack()
  }
}

/** Nothing of another office is left, not even the last good copies of its files. */
async function write(dataDir: string, office: OfficeExport): Promise<void> {
  for (const name of [...Object.values(PARTS), ...Object.values(PAIR)])
    await rm(join(dataDir, `${name}.last`), { force: true })
  for (const part of ['people', 'settings', 'missed'] as const) {
    const path = join(dataDir, PARTS[part])
    if (office[part] === null) await rm(path, { force: true })
    else await writeAtomically(path, `${JSON.stringify(office[part], null, 2)}\n`)
  }
  await writeAtomically(join(dataDir, PAIR.key), office.key)
  await writeAtomically(join(dataDir, PAIR.certificate), office.certificate, 0o644)
}

async function readExport(file: string): Promise<OfficeExport> {
  const known = await stat(file).catch(() => null)
  if (!known?.isFile()) throw new HostError('transfer', `${file} cannot be read.`)
  const office = known.size > MOST_BYTES ? null : checked(parseJson(await readFile(file, 'utf8').catch(() => '')))
  if (!office || !usablePair(office.certificate, office.key))
    throw new HostError('transfer', `${file} is not an exported office, or it is damaged. Export it again.`)
  return office
}

function checked(value: unknown): OfficeExport | null {
  const result = check(exportSchema, value)
  return result.success ? result.data : null
}

const text = (dataDir: string, name: string) => readFile(join(dataDir, name), 'utf8').catch(() => null)

/** Null when there is none; what is no JSON is no good part of an office. */
async function json(dataDir: string, name: string): Promise<unknown> {
  const content = await text(dataDir, name)
  return content === null ? null : parseJson(content)
}

/** What of a list a host would use; what is no list is no good part of an office. */
async function list(dataDir: string, name: string, read: (json: unknown) => Read<unknown> | null): Promise<unknown> {
  const found = await json(dataDir, name)
  return found === null ? null : read(found)?.value
}

async function holdsOffice(dataDir: string): Promise<boolean> {
  const found = await Promise.all([...Object.values(PAIR), ...Object.values(PARTS)].map((name) => text(dataDir, name)))
  return found.some((content) => content !== null)
}
