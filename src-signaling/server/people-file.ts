import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'

import * as z from 'zod'

import type { Clock } from '../client/clock.ts'
import { TextSet } from '../collections/text-map.ts'
import type { Person } from '../directory/directory.ts'
import { LISTED_MAX } from '../directory/directory.ts'
import { nameOf } from '../directory/names.ts'
import { contactIdSchema, deviceIdSchema } from '../protocol/index.ts'
import { settledFile } from './settled-file.ts'

const entrySchema = z.strictObject({
  id: contactIdSchema,
  name: z.string().min(1).max(256),
  kind: z.enum(['desktop', 'web']),
  devices: z.array(deviceIdSchema).max(16),
  /** Wall clock, ms: it survives a restart, unlike the monotonic one. */
  since: z.number(),
})
/** `people.json`. */
export const peopleFileSchema = z.strictObject({
  version: z.literal(1),
  people: z.array(entrySchema).max(2 * LISTED_MAX),
})

/** Changes are written this long after the last one, ms. */
const SETTLE = 2_000

/** The list of people who left, across restarts of the host (S-08). */
export interface PeopleFile {
  readonly listed: readonly Person[]
  /** @param people asked for when they are written */
  save(people: () => readonly Person[]): void
  /** Writes what waits. */
  close(): Promise<void>
}

/** @param say gets the sentence when the file was damaged and set aside */
export async function openPeopleFile(
  dataDir: string,
  clock: Clock,
  say: (sentence: string) => void,
): Promise<PeopleFile> {
  const path = join(dataDir, 'people.json')
  const loaded = await load(path, clock)
  if (loaded === null) {
    await rename(path, `${path}.bad`).catch(() => {})
    say(
      'The list of people was damaged. It was set aside as people.json.bad; everybody is listed again when they join.',
    )
  }
  const file = settledFile(path, clock, SETTLE, () => say('The list of people could not be saved.'))
  return {
    listed: loaded ?? [],
    save: (people) => file.save(() => serialise(people(), clock)),
    close: file.close,
  }
}

async function load(path: string, clock: Clock): Promise<readonly Person[] | null> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) return []
  try {
    return peopleFileSchema.parse(JSON.parse(text)).people.map((entry) => ({
      ...entry,
      ...nameOf(entry.name),
      devices: TextSet.of(entry.devices),
      online: TextSet.of<string>(),
      owned: false,
      lasting: true,
      availability: 'free',
      availableUntil: null,
      inCall: false,
      since: clock.now() - Math.max(0, Date.now() - entry.since),
      reason: 'left',
    }))
  } catch {
    return null
  }
}

function serialise(people: readonly Person[], clock: Clock): string {
  const entries = people.slice(0, LISTED_MAX).map(({ id, name, kind, devices, since }) => ({
    id,
    name,
    kind,
    devices: [...devices],
    since: Math.round(Date.now() - (clock.now() - since)),
  }))
  return `${JSON.stringify({ version: 1, people: entries }, null, 2)}\n`
}
