import * as z from 'zod'

import './jitless.ts'

/** Bounds of what an office may configure. */
export const ICE_LIMITS = { servers: 8, urls: 8, urlLength: 256, credentialLength: 512 } as const

/** What is wrong with the address of a STUN or TURN server. */
export type IceUrlProblem = 'scheme' | 'host' | 'port' | 'transport' | 'length'

const HOST_AND_PORT = /^(\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)(?::(.*))?$/

/**
 * Checks `stun:HOST[:PORT]` (RFC 7064 §3.1) and `turn:HOST[:PORT][?transport=udp|tcp]` (RFC 7065 §3.1), each also with `s`.
 * A browser throws away all servers of a connection for one address that it does not understand.
 */
export function iceUrlProblem(url: string): IceUrlProblem | null {
  if (url.length > ICE_LIMITS.urlLength) return 'length'
  const [, scheme = '', rest = ''] = /^(stuns?|turns?):(.*)$/s.exec(url) ?? []
  if (scheme === '') return 'scheme'
  const [place = '', ...query] = rest.split('?')
  const [, host, port] = HOST_AND_PORT.exec(place) ?? []
  if (host === undefined) return 'host'
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535)) return 'port'
  if (query.length === 0) return null
  return scheme.startsWith('turn') && /^transport=(udp|tcp)$/.test(query.join('?')) ? null : 'transport'
}

/** TURN always asks for credentials (RFC 8656 §5), STUN never does here. */
export const isTurnUrl = (url: string): boolean => /^turns?:/.test(url)

export const iceUrlSchema = z
  .string()
  .max(ICE_LIMITS.urlLength)
  .refine((url) => iceUrlProblem(url) === null)
export const iceUrlsSchema = z.array(iceUrlSchema).min(1).max(ICE_LIMITS.urls)

/** Servers as everybody in the office may know them: nothing here is secret. */
export const publicIceServersSchema = z.array(z.strictObject({ urls: iceUrlsSchema })).max(ICE_LIMITS.servers)
export type PublicIceServers = z.infer<typeof publicIceServersSchema>

/** RTCIceServer (W3C webrtc §4.2.4) with what a TURN server wants to know. */
export const iceServersSchema = z
  .array(
    z.strictObject({
      urls: iceUrlsSchema,
      username: z.string().max(ICE_LIMITS.credentialLength).exactOptional(),
      credential: z.string().max(ICE_LIMITS.credentialLength).exactOptional(),
    }),
  )
  .max(ICE_LIMITS.servers)
export type IceServers = z.infer<typeof iceServersSchema>

/** RTCIceTransportPolicy (W3C webrtc §4.2.5): with `relay` nothing is tried but TURN. */
export const iceTransportPolicySchema = z.enum(['all', 'relay'])
export type IceTransportPolicy = z.infer<typeof iceTransportPolicySchema>
