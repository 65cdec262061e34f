import { join } from 'node:path'

import * as z from 'zod'

import type { Clock } from '../client/clock.ts'
import { TextSet } from '../collections/text-map.ts'
import type { Person } from '../directory/directory.ts'
import { LISTED_MAX, stayRank } from '../directory/directory.ts'
import { nameOf } from '../directory/names.ts'
import { check, contactIdSchema, deviceIdSchema } from '../protocol/index.ts'
import type { HostLog } from './host-log.ts'
import { faultOf } from './host-log.ts'
import type { Read } from './kept-file.ts'
import { openKept } from './kept-file.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { settledFile } from './settled-file.ts'

const entrySchema = z.strictObject({
  id: contactIdSchema,
  name: z.string().min(1).max(256),
  kind: z.enum(['desktop', 'web']),
  devices: z.array(deviceIdSchema).max(16),
  /** When it left, or came; wall clock, ms: it survives a restart, unlike the monotonic one. */
  since: z.number(),
  /** How it left; absent: it was here when this was written. */
  left: z.enum(['left', 'lost']).exactOptional(),
  /** How long it has been here in all, ms. */
  stayed: z.number().nonnegative().exactOptional(),
})
type Entry = z.infer<typeof entrySchema>

/** `people.json`. */
export const peopleFileSchema = z.strictObject({ version: z.literal(1), people: z.array(entrySchema) })
export type PeopleFileContent = z.infer<typeof peopleFileSchema>

/** Who left, and everybody whom the doors let in at once. */
const SAVED_MAX = LISTED_MAX + DEFAULT_LIMITS.sockets

/** Changes are written this long after the last one, ms. */
const SETTLE = 2_000

/** The list of people, across restarts of the host (S-08). */
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
  log: HostLog = () => {},
): Promise<PeopleFile> {
  const path = join(dataDir, 'people.json')
  const kept = await openKept(path, readPeople, log)
  if (kept.status === 'copy')
    say('The list of people was damaged. It was set aside as people.json.bad, and the last good copy is used.')
  if (kept.status === 'lost')
    say(
      'The list of people was damaged. It was set aside as people.json.bad; everybody is listed again when they join.',
    )
  const file = settledFile(path, clock, SETTLE, (error) => {
    log(`people.json could not be written: ${faultOf(error)}`)
    say('The list of people could not be saved.')
  })
  const listed = 'value' in kept ? kept.value.people.map((entry) => personOf(entry, clock.now())) : []
  return {
    listed,
    save: (people) => file.save(() => serialise(people(), clock)),
    close: file.close,
  }
}

/** What of a list can be used, the worthiest first when they are too many. Pure. @returns null when it is no list */
export function readPeople(json: unknown): Read<PeopleFileContent> | null {
  const whole = check(z.object({ version: z.literal(1), people: z.array(z.unknown()) }), json)
  if (!whole.success) return null
  const entries = whole.data.people.flatMap((one) => {
    const entry = check(entrySchema, one)
    return entry.success ? [entry.data] : []
  })
  const people = worthiestFirst(entries).slice(0, SAVED_MAX)
  return { value: { version: 1, people }, dropped: whole.data.people.length - people.length }
}

/** The people of the office before those who have hardly been here, then who was here, then the newest. */
const worthiestFirst = (entries: readonly Entry[]): readonly Entry[] =>
  [...entries].sort(
    (a, b) =>
      stayRank(b.stayed ?? 0) - stayRank(a.stayed ?? 0) ||
      Number('left' in a) - Number('left' in b) ||
      b.since - a.since,
  )

/** Whoever was here when the host stopped has from now on as long to come back as somebody who has just left (B-2). */
function personOf({ since: at, left, stayed, ...entry }: Entry, now: number): Person {
  const since = left ? now - Math.max(0, Date.now() - at) : now
  return {
    ...entry,
    ...nameOf(entry.name),
    devices: TextSet.of(entry.devices),
    online: TextSet.of<string>(),
    owned: false,
    lasting: true,
    availability: 'free',
    availableUntil: null,
    inCall: false,
    since,
    hereSince: since,
    stayedMs: stayed ?? 0,
    reason: left ?? null,
  }
}

function serialise(people: readonly Person[], clock: Clock): string {
  const now = clock.now()
  const wall = (at: number) => Math.round(Date.now() - (now - at))
  const entries = people.flatMap(({ id, name, kind, devices, online, since, hereSince, stayedMs, reason }) => {
    if (kind === 'classic') return []
    const here = !online.isEmpty()
    const entry: Entry = {
      id,
      name,
      kind,
      devices: [...devices],
      since: wall(since),
      ...(!here && reason && { left: reason }),
      stayed: Math.round(stayedMs + (here ? now - hereSince : 0)),
    }
    return [entry]
  })
  const content: PeopleFileContent = { version: 1, people: [...worthiestFirst(entries)].slice(0, SAVED_MAX) }
  return `${JSON.stringify(content, null, 2)}\n`
}
