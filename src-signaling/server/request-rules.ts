import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

import type { DoorKind } from './admission.ts'
import { isLoopback, plainAddress } from './doors/address.ts'

/** What a door knows of itself when it judges a request. */
export interface DoorRules {
  readonly kind: DoorKind
  /** The scheme that a browser uses to get here. */
  readonly scheme: 'http' | 'https'
  /** Names of this machine, lower case, without port. */
  readonly hostNames: ReadonlySet<string>
  /** Behind a proxy: scheme, Host and Origin are compared with this (DESIGN 5). */
  readonly publicUrl: URL | null
  readonly behindProxy: boolean
}

export type RequestVerdict =
  | { readonly status: 'ok' }
  | { readonly status: 'refused'; readonly code: 403 | 421; readonly why: string }

const OK: RequestVerdict = { status: 'ok' }
const refused = (code: 403 | 421, why: string): RequestVerdict => ({ status: 'refused', code, why })

/** Host and proxy headers of any request: S-03, S-21. Pure. */
export function judgeRequest(headers: IncomingHttpHeaders, rules: DoorRules): RequestVerdict {
  const forwarded = Object.keys(headers).some((name) => name === 'forwarded' || name.startsWith('x-forwarded-'))
  if (rules.kind === 'loopback' && forwarded) return refused(403, 'this door is not for proxies')
  return isHostAllowed(headers.host, rules) ? OK : refused(421, 'this name is not one of this host')
}

/** Host and Origin of a handshake: CORS does not stop a WebSocket (S-20). Without Origin it is not a browser. Pure. */
export function judgeHandshake(headers: IncomingHttpHeaders, rules: DoorRules): RequestVerdict {
  const request = judgeRequest(headers, rules)
  if (request.status === 'refused' || headers.origin === undefined) return request
  const expected = rules.publicUrl && rules.behindProxy ? rules.publicUrl.origin : originOf(headers.host, rules)
  return headers.origin === expected ? OK : refused(403, 'a page of another site may not connect')
}

/** The origin that a page of this door has; null when Host makes none. */
function originOf(host: string | undefined, rules: DoorRules): string | null {
  if (rules.publicUrl && host === rules.publicUrl.host) return rules.publicUrl.origin
  const url = parseHost(host, rules.scheme)
  return url?.origin ?? null
}

function isHostAllowed(host: string | undefined, rules: DoorRules): boolean {
  if (rules.behindProxy) return rules.publicUrl !== null && host === rules.publicUrl.host
  if (rules.publicUrl && host === rules.publicUrl.host) return true
  const url = parseHost(host, rules.scheme)
  if (!url) return false
  const name = url.hostname.replace(/^\[|\]$/g, '').toLowerCase()
  // A literal cannot be rebound to another address.
  return isIP(name) !== 0 || name === 'localhost' || rules.hostNames.has(name)
}

function parseHost(host: string | undefined, scheme: string): URL | null {
  if (!host || /[/\\@?#\s]/.test(host)) return null
  try {
    return new URL(`${scheme}://${host}`)
  } catch {
    return null
  }
}

/** An address under which whoever is on this socket finds this host. Pure. */
export function usableAddress(
  { localAddress, localPort }: { readonly localAddress?: string | undefined; readonly localPort?: number | undefined },
  rules: DoorRules,
): string {
  if (rules.publicUrl) return rules.publicUrl.href
  if (rules.kind === 'loopback') return `http://localhost:${localPort}/`
  const here = plainAddress(localAddress ?? '')
  return new URL(`${rules.scheme}://${isIP(here) === 6 ? `[${here}]` : here}:${localPort}`).href
}

/** What came in on a socket and is asked for its identities. */
export interface Opened {
  /** Host of the request. */
  readonly host: string | undefined
  /** The end of the socket that is here. */
  readonly localAddress: string | undefined
}

export const openedBy = ({ headers, socket }: IncomingMessage): Opened => ({
  host: headers.host,
  localAddress: socket.localAddress,
})

/**
 * The server identities that a device may sign at this door (S-01): what the browser calls `location.host`, or the pin. An address or a name
 * counts only when this socket really leads to it: what was signed for another host is not for us (A-6). Pure.
 */
export function serverIdentities(opened: Opened, rules: DoorRules, pin: string | null): readonly string[] {
  const url = parseHost(opened.host, rules.scheme)
  const own = url && isOwn(url.hostname, opened.localAddress ?? '', rules) ? url.host : undefined
  return [own, rules.publicUrl?.host, pin ?? undefined].filter((identity) => identity !== undefined)
}

function isOwn(hostname: string, localAddress: string, rules: DoorRules): boolean {
  const here = plainAddress(localAddress)
  const name = plainAddress(hostname)
  if (isIP(name) !== 0) return name === here
  return name === 'localhost' ? isLoopback(here) : rules.hostNames.has(name)
}

/** The client's address; behind a proxy the last entry of X-Forwarded-For, which the proxy itself wrote. */
export function clientAddress(headers: IncomingHttpHeaders, socketAddress: string, rules: DoorRules): string {
  const chain = headers['x-forwarded-for']
  if (!rules.behindProxy || chain === undefined) return socketAddress
  return String(chain).split(',').at(-1)?.trim() || socketAddress
}
