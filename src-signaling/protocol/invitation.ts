import * as z from 'zod'

import { check } from './check.ts'

/** What an invitation says (DESIGN 10); it travels in the fragment, which never reaches a server log. */
export const invitationSchema = z.strictObject({
  v: z.literal(1),
  /** Hosts to try, in order: addresses or one public name. */
  addresses: z.array(z.string().min(1).max(255)).min(1).max(8),
  port: z.int().min(1).max(65_535),
  /** SHA-256 of the host's certificate, base64url; null: a public certificate, verified normally. */
  pin: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43}$/)
    .nullable(),
  office: z.string().min(1).max(128),
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

/** Reads an invitation link in either spelling: `https://…/#join=…` or `ringdown:join?…`. */
export function readInvitation(text: string, decode: (text: string) => string): InvitationResult {
  const payload = /(?:#join=|^ringdown:join\?)([A-Za-z0-9_-]+)\s*$/.exec(text.trim())?.[1]
  if (payload === undefined) return { status: 'bad', problem: 'not-a-link' }
  const value = parse(payload, decode)
  if (typeof value === 'object' && value !== null && 'v' in value && typeof value.v === 'number' && value.v > 1) {
    return { status: 'bad', problem: 'newer' }
  }
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
