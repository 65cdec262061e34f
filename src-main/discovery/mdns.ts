// oxlint-disable-next-line typescript/triple-slash-reference -- the library has no types, and tests that read this need them too
/// <reference path="./multicast-dns.d.ts" />
import { createSocket } from 'node:dgram'

import type { DnsPacket, DnsRecord, MulticastDns } from 'multicast-dns'
import multicastDns from 'multicast-dns'

import type { Announcement, Heard } from './announcement.ts'
import { isSixAddress } from './networks.ts'
import type { Network } from './networks.ts'
import { goodbyes, officesIn, recordsOf, SERVICE } from './service-records.ts'

/** How often is asked again while somebody looks, ms. */
const ASK_AGAIN = 3_000
/** Larger packets are not even decoded (S-15). */
const LARGEST = 1_024
/** Errors by which a system says that it does not want this. */
const REFUSALS: ReadonlySet<string | undefined> = new Set(['EACCES', 'EPERM', 'EADDRINUSE', 'EHOSTUNREACH'])

/** One multicast DNS (RFC 6762) per network: the library speaks on one interface only. */
function openMdns(network: Network, failed: (error: Error) => void): MulticastDns | null {
  const six = isSixAddress(network.address)
  const type = six ? 'udp6' : 'udp4'
  try {
    const mdns = multicastDns({
      socket: boundedSocket(type),
      type,
      ip: six ? 'ff02::fb' : '224.0.0.251',
      interface: six ? `::%${network.scope}` : network.address,
      // Everywhere, because a socket bound to its own address hears no multicast on Linux.
      bind: six ? '::' : '0.0.0.0',
    })
    mdns.on('error', failed)
    mdns.on('warning', () => {})
    return mdns
  } catch (error) {
    failed(error instanceof Error ? error : new Error(String(error)))
    return null
  }
}

/** A socket that leaves out what is larger than any announcement. */
function boundedSocket(type: 'udp4' | 'udp6') {
  const socket = createSocket({ type, reuseAddr: true, ipv6Only: type === 'udp6' })
  const emit = socket.emit.bind(socket) as (event: string, ...given: readonly unknown[]) => boolean
  const bounded = (event: string, ...given: readonly unknown[]) => {
    const [message] = given
    return event === 'message' && Buffer.isBuffer(message) && message.length > LARGEST ? false : emit(event, ...given)
  }
  return Object.assign(socket, { emit: bounded })
}

const faultIn = (failed: (error: Error) => void) => (error?: Error | null) => {
  if (error && REFUSALS.has((error as NodeJS.ErrnoException).code)) failed(error)
}

/** Tells every network that an office is hosted here; the handle takes it back. */
export function announceOffice(
  networks: readonly Network[],
  port: number,
  announcement: Announcement,
  failed: (error: Error) => void,
): () => void {
  const open = networks.flatMap((network) => {
    const mdns = openMdns(network, failed)
    if (!mdns) return []
    const answer = (records: readonly DnsRecord[]) => {
      const [pointer, ...rest] = records
      if (pointer) mdns.respond({ answers: [pointer], additionals: rest }, faultIn(failed))
    }
    const records = (ttl?: number) => recordsOf(port, announcement, network.address, ttl)
    mdns.on('query', ({ questions }: DnsPacket) => {
      if (questions.some((question) => question.name.toLowerCase() === SERVICE)) answer(records())
    })
    mdns.on('ready', () => answer(records()))
    return { mdns, goodbye: () => answer(records(0)) }
  })
  return () => {
    for (const { mdns, goodbye } of open) {
      goodbye()
      // The socket closes behind the packet that it still has.
      setImmediate(() => mdns.destroy())
    }
  }
}

export interface Browsing {
  readonly networks: readonly Network[]
  heard(office: Heard): void
  gone(id: string): void
  failed(error: Error): void
}

/** Asks every network for offices until the handle is called. */
export function browseOffices({ networks, heard, gone, failed }: Browsing): () => void {
  const open = networks.flatMap((network) => openMdns(network, failed) ?? [])
  for (const mdns of open) {
    mdns.on('response', (packet, from) => {
      for (const office of officesIn(packet, from.address)) heard(office)
      for (const id of goodbyes(packet)) gone(id)
    })
  }
  const ask = () => {
    for (const mdns of open) mdns.query(SERVICE, 'PTR', faultIn(failed))
  }
  ask()
  const asking = setInterval(ask, ASK_AGAIN)
  return () => {
    clearInterval(asking)
    for (const mdns of open) mdns.destroy()
  }
}
