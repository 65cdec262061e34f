import * as z from 'zod'

import { check, shownText } from '../../src-signaling/protocol/index.ts'

/** Characters of the pin that are announced: enough to notice another certificate, too few to be a trust (S-15). */
const PREFIX = 8
/** A text of a TXT record holds 255 bytes with its key (RFC 6763 §6.1). */
const MOST_BYTES = 200

const shown = (most: number) => z.string().max(512).transform(shownText).pipe(z.string().max(most))

/** What a host says of itself in its TXT record; a hint, never trust. */
const txtSchema = z.object({
  v: z.literal('1'),
  office: shown(128).pipe(z.string().min(1)),
  machine: shown(64),
  pin: z.string().regex(/^[A-Za-z0-9_-]{8}$/),
})
/** Where something answered from. */
const placeSchema = z.object({
  id: z.string().min(1).max(255),
  port: z.int().min(1).max(65_535),
  from: z.union([z.ipv4(), z.ipv6()]),
})

export type Announcement = z.infer<typeof txtSchema>

/** What of a pin is announced. */
export const announcedPin = (pin: string): string => pin.slice(0, PREFIX)

export const announcementOf = (office: string, machine: string, pin: string): Announcement => ({
  v: '1',
  office: cut(office.slice(0, 128)),
  machine: cut(machine.slice(0, 64)),
  pin: announcedPin(pin),
})

/** As much of a text as a TXT record takes; no character is cut through. */
function cut(text: string): string {
  let bytes = 0
  return Array.from(text)
    .filter((letter) => (bytes += Buffer.byteLength(letter)) <= MOST_BYTES)
    .join('')
}

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
