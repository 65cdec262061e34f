import { readInvitation } from '../../src-signaling/protocol/index.ts'
import type { OfficeChoice } from '../ipc/contract.ts'

/** What somebody pasted or typed. */
export type Typed =
  | { readonly status: 'invitation'; readonly choice: OfficeChoice }
  | { readonly status: 'address'; readonly host: string; readonly port: number }
  | { readonly status: 'bad'; readonly problem: 'not-a-link' | 'damaged' | 'newer' }

const DEFAULT_PORT = 7443

/** Reads an invitation in either spelling, or an address: `192.168.5.12`, `ben-pc.local:7443`, `[fe80::1]`, `https://…`. Pure. */
export function readTyped(text: string): Typed {
  const trimmed = text.trim()
  if (trimmed.includes('#join=') || trimmed.startsWith('ringdown:')) {
    const read = readInvitation(trimmed, (payload) => Buffer.from(payload, 'base64url').toString('utf8'))
    if (read.status === 'bad') return read
    const { addresses, port, pin, office } = read.invitation
    return { status: 'invitation', choice: { addresses, port, pin, office } }
  }
  const bare = trimmed.replace(/^https:\/\//i, '').replace(/\/.*$/, '')
  const parts = /^(\[[0-9a-f:.]+\]|[a-z0-9][a-z0-9.-]*)(?::(\d{1,5}))?$/i.exec(bare)
  // Whoever writes the scheme means its port (RFC 9110 §4.2.2): a host with a public name stands there.
  const usual = /^https:/i.test(trimmed) ? 443 : DEFAULT_PORT
  const port = parts?.[2] === undefined ? usual : Number(parts[2])
  if (!parts?.[1] || port < 1 || port > 65_535) return { status: 'bad', problem: 'not-a-link' }
  return { status: 'address', host: parts[1].replace(/^\[|\]$/g, ''), port }
}
