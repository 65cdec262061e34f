import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'

import * as z from 'zod'

import type { MissedCall } from '../calls/missed.ts'
import type { Clock } from '../client/clock.ts'
import { TextMap } from '../collections/text-map.ts'
import type { MissedCalls } from '../directory/missed-calls.ts'
import { LISTED_MAX } from '../directory/directory.ts'
import { noMissedCalls } from '../directory/missed-calls.ts'
import { LIMITS, callIdSchema, contactIdSchema, deviceIdSchema, endReasonSchema } from '../protocol/index.ts'
import type { MissedStore } from './missed-desk.ts'
import { settledFile } from './settled-file.ts'

const callSchema = z.strictObject({
  callId: callIdSchema,
  from: z.strictObject({ contact: contactIdSchema, device: deviceIdSchema }),
  name: z.string().max(256),
  video: z.boolean(),
  subject: z.string().max(256).nullable(),
  /** Wall clock, ms: it survives a restart, unlike the monotonic one. */
  since: z.number(),
  rangMs: z.number().nonnegative(),
  reason: endReasonSchema,
})
const deviceSchema = z.strictObject({ device: deviceIdSchema, calls: z.array(callSchema).max(LIMITS.missedCalls) })
/** `missed.json`: what devices have not heard of yet. */
export const missedFileSchema = z.strictObject({
  version: z.literal(1),
  devices: z.array(deviceSchema).max(16 * LISTED_MAX),
})

/** Changes are written this long after the last one, ms. */
const SETTLE = 200

/** The missed calls that are still to be told, across restarts of the host. */
export interface MissedFile extends MissedStore {
  /** Writes what waits. */
  close(): Promise<void>
}

/** @param say gets the sentence when the file was damaged and set aside */
export async function openMissedFile(
  dataDir: string,
  clock: Clock,
  say: (sentence: string) => void,
): Promise<MissedFile> {
  const path = join(dataDir, 'missed.json')
  const kept = await load(path, clock)
  if (kept === null) {
    await rename(path, `${path}.bad`).catch(() => {})
    say('The list of missed calls was damaged. It was set aside as missed.json.bad; who was away is not told of those.')
  }
  const file = settledFile(path, clock, SETTLE, () => say('The list of missed calls could not be saved.'))
  return {
    kept: kept ?? noMissedCalls,
    save: (next) => file.save(() => serialise(next, clock)),
    close: file.close,
  }
}

async function load(path: string, clock: Clock): Promise<MissedCalls | null> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) return noMissedCalls
  try {
    const { devices } = missedFileSchema.parse(JSON.parse(text))
    const living = (since: number) => clock.now() - Math.max(0, Date.now() - since)
    const entries = devices.map(({ device, calls }): readonly [string, readonly MissedCall[]] => [
      device,
      calls.map((call) => ({ ...call, since: living(call.since) })),
    ])
    return TextMap.of(entries)
  } catch {
    return null
  }
}

function serialise(kept: MissedCalls, clock: Clock): string {
  const wall = (since: number) => Math.round(Date.now() - (clock.now() - since))
  const devices = [...kept].map(([device, calls]) => ({
    device,
    calls: calls.map((call) => ({ ...call, since: wall(call.since) })),
  }))
  return `${JSON.stringify({ version: 1, devices })}\n`
}
