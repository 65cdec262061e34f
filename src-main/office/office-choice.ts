import { check, hostAddressSchema, readInvitation } from '../../src-signaling/protocol/index.ts'
import type { OfficeChoice } from '../ipc/contract.ts'

/** What somebody pasted or typed. */
export type Typed =
  | { readonly status: 'invitation'; readonly choice: OfficeChoice }
  | { readonly status: 'address'; readonly host: string; readonly port: number }
  | { readonly status: 'bad'; readonly problem: 'not-a-link' | 'damaged' | 'newer' }

const DEFAULT_PORT = 7443
/** The door for the host's own machine, by its plain scheme; from elsewhere the network's door is meant. */
const LOCAL_PORT = 7480

/** Longer than any address with what stands around it. */
const MOST = 512

/**
 * Reads an invitation in either spelling, or an address: `192.168.5.12`, `ben-pc.local:7443`, `[fd00::1]`, `https://…`; with the
 * full-width signs of an input method as well. Pure.
 */
export function readTyped(text: string): Typed {
  const read = readInvitation(text, (payload) => Buffer.from(payload, 'base64url').toString('utf8'))
  if (read.status === 'ok') {
    const { addresses, port, pin, office } = read.invitation
    return { status: 'invitation', choice: { addresses, port, pin, office } }
  }
  if (read.problem !== 'not-a-link') return read
  const address = text.length > MOST ? null : readAddress(asTyped(text))
  if (address) return address
  return { status: 'bad', problem: /^\W*ringdown:/i.test(text) ? 'damaged' : 'not-a-link' }
}

/** What was meant, without the signs of an input method, or of a text around it. */
const asTyped = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, '')
    .replace(/[。｡．]/g, '.')
    .replace(/[【〔]/g, '[')
    .replace(/[】〕]/g, ']')
    .replace(/[‐-―−]/g, '-')
    .trim()
    .replace(/^[<("'“‘«「]+/, '')
    .replace(/[>)"'”’»」.,;!]+$/, '')

function readAddress(text: string): Typed | null {
  const scheme = /^(https?):\/\//i.exec(text)?.[1]?.toLowerCase()
  const [authority = ''] = text.replace(/^https?:\/\//i, '').split(/[/?#]/)
  // A bare IPv6 literal is no host and port.
  const isBare = /^[0-9a-f:.]+$/i.test(authority) && authority.split(':').length > 2
  const bare = isBare ? [authority, authority, undefined] : null
  const parts = bare ?? /^(\[[0-9a-f:.]+\]|[^:[\]@\\\s%]+)(?::(\d{1,5}))?$/i.exec(authority)
  const host = hostOf((parts?.[1] ?? '').replace(/^\[|\]$/g, ''))
  if (host === null) return null
  const port = portOf(scheme, parts?.[2])
  return port >= 1 && port <= 65_535 ? { status: 'address', host, port } : null
}

function portOf(scheme: string | undefined, given: string | undefined): number {
  // Whoever writes the scheme means its port (RFC 9110 §4.2.2): a host with a public name stands there.
  if (given === undefined) return scheme === 'https' ? 443 : DEFAULT_PORT
  return scheme === 'http' && Number(given) === LOCAL_PORT ? DEFAULT_PORT : Number(given)
}

/** A host in the spelling that everything later reads in the same way; names of any script in their ASCII form (RFC 5891). */
function hostOf(text: string): string | null {
  // Plain addresses and names as they are: `0x7f.1` must not become one here.
  if (/^\p{ASCII}*$/u.test(text)) return check(hostAddressSchema, text).success ? text : null
  try {
    const name = new URL(`https://${text}`).hostname
    return check(hostAddressSchema, name).success && /[a-z]/i.test(name) ? name : null
  } catch {
    return null
  }
}
