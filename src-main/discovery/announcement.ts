import * as z from 'zod'

import { check } from '../../src-signaling/protocol/index.ts'

/** The service type of RFC 6763: `_ringdown._tcp`. */
export const SERVICE_TYPE = 'ringdown'

/** Characters of the pin that are announced: enough to notice another certificate, too few to be a trust (S-15). */
const PREFIX = 8

/** What a host says of itself in its TXT record; a hint, never trust. At most 400 bytes, far below the 1 KiB of S-15. */
const txtSchema = z.object({
  v: z.literal('1'),
  office: z.string().trim().min(1).max(128),
  machine: z.string().trim().max(64),
  pin: z.string().regex(/^[A-Za-z0-9_-]{8}$/),
})
/** Where something answered from. */
const placeSchema = z.object({ id: z.string().min(1).max(255), port: z.int().min(1).max(65_535), from: z.ipv4() })

export type Announcement = z.infer<typeof txtSchema>

export const announcementOf = (office: string, machine: string, pin: string): Announcement => ({
  v: '1',
  office: office.slice(0, 128),
  machine: machine.slice(0, 64),
  pin: pin.slice(0, PREFIX),
})

/** Something that answered. `from` is the address that its packet came from. */
export interface Heard {
  readonly id: string
  readonly from: string
  readonly port: number
  readonly announcement: Announcement
}

/** Reads what was heard on the network; null for what is not of this version of ours. Pure. */
export function readHeard(service: {
  readonly fqdn: unknown
  readonly port: unknown
  readonly txt?: unknown
  readonly referer?: { readonly address: string } | undefined
}): Heard | null {
  const announcement = check(txtSchema, service.txt)
  const place = check(placeSchema, { id: service.fqdn, port: service.port, from: service.referer?.address })
  return announcement.success && place.success ? { ...place.data, announcement: announcement.data } : null
}
