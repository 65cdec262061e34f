// oxlint-disable-next-line typescript/triple-slash-reference -- the library has no types, and tests that read this need them too
/// <reference path="./multicast-dns.d.ts" />
import type { DnsPacket, DnsRecord } from 'multicast-dns'

import { isLinkLocal } from '../../src-signaling/server/lan/lan-cards.ts'
import type { Announcement, Heard } from './announcement.ts'
import { readHeard } from './announcement.ts'
import { isSixAddress } from './networks.ts'

/** The service type (RFC 6763 §4). */
export const SERVICE = '_ringdown._tcp.local'
/** How long an announcement holds, seconds (RFC 6762 §10). */
const TTL = 120

/** What a host answers, the pointer first: where the service is, what it says of itself, and its own address there. Pure. */
export function recordsOf(port: number, announcement: Announcement, address: string, ttl = TTL): readonly DnsRecord[] {
  const label = `ringdown-${announcement.pin}`
  const [service, host] = [`${label}.${SERVICE}`, `${label}.local`]
  const texts = Object.entries(announcement).map(([key, value]) => `${key}=${value}`)
  return [
    { name: SERVICE, type: 'PTR', ttl, data: service },
    { name: service, type: 'SRV', ttl, data: { port, target: host } },
    { name: service, type: 'TXT', ttl, data: texts },
    { name: host, type: isSixAddress(address) ? 'AAAA' : 'A', ttl, data: address },
  ]
}

/** The offices that a packet tells of. Pure. @param from the address that it came from */
export function officesIn(packet: DnsPacket, from: string): readonly Heard[] {
  const records = [...packet.answers, ...packet.additionals].filter((record) => record.ttl > 0)
  const services = new Map<string, { port?: number; txt?: Record<string, string> }>()
  for (const record of records) {
    if (record.type === 'PTR' && record.name.toLowerCase() === SERVICE) services.set(record.data, {})
  }
  let six: string | null = null
  for (const record of records) {
    const service = services.get(record.name)
    if (record.type === 'SRV' && service) service.port = record.data.port
    if (record.type === 'TXT' && service) service.txt = textsOf(record.data)
    if (record.type === 'AAAA' && !isLinkLocal(record.data)) six ??= record.data
  }
  // Multicast of IPv6 comes from an address that means something on this card only.
  const address = isSixAddress(from) && isLinkLocal(from) ? six : from
  if (address === null) return []
  return [...services].flatMap(([fqdn, { port, txt }]) => readHeard({ fqdn, port, txt, referer: { address } }) ?? [])
}

/** Names of services that say goodbye (RFC 6762 §10.1). Pure. */
export const goodbyes = (packet: DnsPacket): readonly string[] =>
  [...packet.answers, ...packet.additionals].flatMap((record) =>
    record.type === 'PTR' && record.ttl === 0 && record.name.toLowerCase() === SERVICE ? [record.data] : [],
  )

/** `key=value` texts (RFC 6763 §6.3); the first of a key counts. */
function textsOf(data: readonly (string | Buffer)[] | Buffer): Record<string, string> {
  const texts: Record<string, string> = {}
  for (const one of Array.isArray(data) ? data : [data]) {
    const text = one.toString()
    const at = text.indexOf('=')
    const key = text.slice(0, at).toLowerCase()
    if (at > 0 && !Object.hasOwn(texts, key)) texts[key] = text.slice(at + 1)
  }
  return texts
}
