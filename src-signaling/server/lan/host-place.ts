import { hostUrl, invitationLink } from '../../protocol/index.ts'

export interface PlaceFacts {
  /** The office's name. */
  readonly name: string
  /** Where the LAN door listens, as it was asked for. */
  readonly bound: string | undefined
  /** The address that people use, when it is another. */
  readonly publicUrl: URL | undefined
  /** The port of the LAN door. */
  readonly port: number
  /** SHA-256 of a certificate of our own making; null: verified like any other. */
  readonly pin: string | null
}

/** Where others find the host. */
export interface HostPlace {
  /** Empty while this machine is in no network. */
  readonly lanUrls: readonly string[]
  readonly invite: string
}

/** More addresses than an invitation takes (S-34). */
const MOST = 8

const EVERYWHERE: ReadonlySet<string | undefined> = new Set([undefined, '0.0.0.0', '::'])

/** Where a host is to be found while this machine has these addresses. Pure. */
export function hostPlace({ name, bound, publicUrl, port, pin }: PlaceFacts, lan: readonly string[]): HostPlace {
  const addresses = publicUrl
    ? [publicUrl.hostname.replace(/^\[|\]$/g, '')]
    : bound !== undefined && !EVERYWHERE.has(bound)
      ? [bound]
      : lan.slice(0, MOST)
  const outside = publicUrl ? Number(publicUrl.port || 443) : port
  const invitation = {
    v: 1 as const,
    addresses: addresses.length > 0 ? [...addresses] : ['127.0.0.1'],
    port: outside,
    pin,
    office: name,
  }
  return {
    lanUrls: addresses.map((address) => `${hostUrl(address, outside)}/`),
    invite: invitationLink(invitation, (text) => Buffer.from(text).toString('base64url')),
  }
}
