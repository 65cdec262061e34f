import * as z from 'zod'

import { check } from './check.ts'
import { hostAddressSchema } from './host-address.ts'
import { shownText } from './shown-text.ts'

/** What an invitation says (DESIGN 10); it travels in the fragment, which never reaches a server log. */
export const invitationSchema = z.strictObject({
  v: z.literal(1),
  /** Hosts to try, in order: addresses or one public name. */
  addresses: z.array(hostAddressSchema).min(1).max(8),
  port: z.int().min(1).max(65_535),
  /** SHA-256 of the host's certificate, base64url; null: a public certificate, verified normally. */
  pin: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43}$/)
    .nullable(),
  office: z.string().max(1_024).transform(shownText).pipe(z.string().min(1).max(128)),
})
export type Invitation = z.infer<typeof invitationSchema>

export type InvitationResult =
  | { readonly status: 'ok'; readonly invitation: Invitation }
  /** `not-a-link`: no invitation at all; `damaged`: one that lost a part; `newer`: made by a later version. */
  | { readonly status: 'bad'; readonly problem: 'not-a-link' | 'damaged' | 'newer' }

/** `https` address of a host: IPv6 in brackets (RFC 3986 §3.2.2), the usual port left out. */
export function hostUrl(host: string, port: number): string {
  return `https://${host.includes(':') ? `[${host}]` : host}${port === 443 ? '' : `:${port}`}`
}

/** The page address that a browser opens and the app accepts pasted. `encode` and `decode` are UTF-8 to base64url and back. */
export function invitationLink(invitation: Invitation, encode: (text: string) => string): string {
  const [first = ''] = invitation.addresses
  return `${hostUrl(first, invitation.port)}/#join=${encode(JSON.stringify(invitation))}`
}

/** Longer than any invitation with whatever a mail wrapped around it. */
const MOST = 8_192
/** Where the payload of a link begins; a mail that encodes `=` leaves `3D` behind it (RFC 2045 §6.7). */
const MARK = /(?:#\s*join\s*=|\bringdown:\s*(?:\/\/)?join\/?\?)\s*(?:3D)?/gi
/** Signs that draw nothing, and that programs put into long words. */
const NOTHING = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g
const DASHES = /[\u2010-\u2015\u2212]/g
/** Links and pieces of a payload that a text may hold; more is no invitation. */
const MOST_LINKS = 8
const MOST_PIECES = 200

/**
 * Reads an invitation link in either spelling, `https://…/#join=…` or `ringdown:join?…`, wherever it stands in a text, and also
 * after chat or mail have encoded, wrapped, extended or decorated it. Pure.
 */
export function readInvitation(text: string, decode: (text: string) => string): InvitationResult {
  const plain = unwrapped(text.slice(0, MOST))
  let bad: InvitationResult = { status: 'bad', problem: 'not-a-link' }
  for (const mark of [...plain.matchAll(MARK)].slice(0, MOST_LINKS)) {
    const result = readPayload(plain.slice(mark.index + mark[0].length), decode)
    if (result.status === 'ok') return result
    // One that a later version made says more than one that is damaged.
    if (bad.problem !== 'newer') bad = result
  }
  return bad
}

/** Takes back what programs do to a link on its way. */
function unwrapped(text: string): string {
  let plain = text.normalize('NFKC').replace(NOTHING, '').replace(DASHES, '-')
  // A mail program that wraps lines marks them with `=` (RFC 2045 §6.7).
  plain = plain.replace(/=\r?\n/g, '')
  plain = plain
    .replace(/&#(?:35|x23);|&num;/gi, '#')
    .replace(/&#(?:61|x3d);|&equals;/gi, '=')
    .replace(/&amp;/gi, '&')
  // A link inside the link of somebody who counts clicks is encoded once for each of them.
  for (let layer = 0; layer < 3; layer += 1) {
    plain = plain.replace(/%(25|23|3D|3A|2F|3F|26|2D|5F|0D|0A|20)/gi, (_all, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
  }
  return plain
}

/** Reads what stands behind the mark: one word, or one that was broken into several lines. */
function readPayload(rest: string, decode: (text: string) => string): InvitationResult {
  const pieces = /^[\w\s>|+/-]*/.exec(rest)?.[0].match(/[\w+/-]+/g) ?? []
  let payload = ''
  for (const piece of pieces.slice(0, MOST_PIECES)) {
    payload += piece.replaceAll('+', '-').replaceAll('/', '_')
    // Emphasis in a chat leaves its signs behind; a payload never ends in them, because it ends with a brace.
    for (const tried of new Set([payload, payload.replace(/[-_]+$/, '')])) {
      const result = readValue(parse(tried, decode))
      if (result) return result
    }
  }
  return { status: 'bad', problem: 'damaged' }
}

/** Null for what may still become an invitation with its next piece. */
function readValue(value: unknown): InvitationResult | null {
  if (typeof value !== 'object' || value === null) return null
  if ('v' in value && typeof value.v === 'number' && value.v > 1) return { status: 'bad', problem: 'newer' }
  const invitation = check(invitationSchema, value)
  return invitation.success ? { status: 'ok', invitation: invitation.data } : { status: 'bad', problem: 'damaged' }
}

function parse(payload: string, decode: (text: string) => string): unknown {
  try {
    return JSON.parse(decode(payload))
  } catch {
    return null
  }
}
