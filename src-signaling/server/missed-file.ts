import { join } from 'node:path'

import * as z from 'zod'

import type { MissedCall } from '../calls/missed.ts'
import type { Clock } from '../client/clock.ts'
import { TextMap } from '../collections/text-map.ts'
import type { MissedCalls } from '../directory/missed-calls.ts'
import { LISTED_MAX } from '../directory/directory.ts'
import { noMissedCalls } from '../directory/missed-calls.ts'
import { LIMITS, callIdSchema, check, contactIdSchema, deviceIdSchema, endReasonSchema } from '../protocol/index.ts'
import type { HostLog } from './host-log.ts'
import { faultOf } from './host-log.ts'
import type { Read } from './kept-file.ts'
import { openKept } from './kept-file.ts'
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
const deviceSchema = z.strictObject({ device: deviceIdSchema, calls: z.array(callSchema) })
type Entry = z.infer<typeof deviceSchema>

/** `missed.json`: what devices have not heard of yet. */
export const missedFileSchema = z.strictObject({ version: z.literal(1), devices: z.array(deviceSchema) })
export type MissedFileContent = z.infer<typeof missedFileSchema>

/** Devices of everybody who is listed, with some of people who have several. */
const DEVICES_MAX = 16 * LISTED_MAX

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
  log: HostLog = () => {},
): Promise<MissedFile> {
  const path = join(dataDir, 'missed.json')
  const read = await openKept(path, readMissed, log)
  if (read.status === 'copy')
    say('The list of missed calls was damaged. It was set aside as missed.json.bad, and the last good copy is used.')
  if (read.status === 'lost')
    say('The list of missed calls was damaged. It was set aside as missed.json.bad; who was away is not told of those.')
  const file = settledFile(path, clock, SETTLE, (error) => {
    log(`missed.json could not be written: ${faultOf(error)}`)
    say('The list of missed calls could not be saved.')
  })
  return {
    kept: 'value' in read ? keptCalls(read.value, clock) : noMissedCalls,
    save: (next) => file.save(() => serialise(next, clock)),
    close: file.close,
  }
}

/** What of a list can be used: of too many devices and calls the newest. Pure. @returns null when it is no list */
export function readMissed(json: unknown): Read<MissedFileContent> | null {
  const whole = check(z.object({ version: z.literal(1), devices: z.array(z.unknown()) }), json)
  if (!whole.success) return null
  let dropped = 0
  const entries = whole.data.devices.flatMap((one): readonly Entry[] => {
    const entry = check(z.object({ device: deviceIdSchema, calls: z.array(z.unknown()) }), one)
    const all = entry.success ? entry.data.calls : [one]
    const usable = entry.success ? entry.data.calls.flatMap(callOf) : []
    const calls = usable.sort((a, b) => a.since - b.since).slice(-LIMITS.missedCalls)
    dropped += all.length - calls.length
    return entry.success && calls.length > 0 ? [{ device: entry.data.device, calls }] : []
  })
  const newestFirst = [...entries].sort((a, b) => newest(b) - newest(a))
  const devices = newestFirst.slice(0, DEVICES_MAX)
  return { value: { version: 1, devices }, dropped: dropped + entries.length - devices.length }
}

function callOf(one: unknown): readonly z.infer<typeof callSchema>[] {
  const call = check(callSchema, one)
  return call.success ? [call.data] : []
}

/** The newest call is the last one. */
const newest = ({ calls }: Entry): number => calls.at(-1)?.since ?? 0

function keptCalls({ devices }: MissedFileContent, clock: Clock): MissedCalls {
  const living = (since: number) => clock.now() - Math.max(0, Date.now() - since)
  return TextMap.of(
    devices.map(({ device, calls }): readonly [string, readonly MissedCall[]] => [
      device,
      calls.map((call) => ({ ...call, since: living(call.since) })),
    ]),
  )
}

function serialise(kept: MissedCalls, clock: Clock): string {
  const wall = (since: number) => Math.round(Date.now() - (clock.now() - since))
  const devices = [...kept].map(([device, calls]) => ({
    device,
    calls: calls.map((call) => ({ ...call, since: wall(call.since) })),
  }))
  return `${JSON.stringify({ version: 1, devices })}\n`
}
