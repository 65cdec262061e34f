import { Bonjour } from 'bonjour-service'

import type { Announcement, Heard } from './announcement.ts'
import { readHeard, SERVICE_TYPE } from './announcement.ts'

/** How often is asked again while somebody looks, ms. */
const ASK_AGAIN = 3_000

/** One multicast DNS (RFC 6762) per network: the library speaks on one interface only. */
function openMdns(address: string, failed: (error: Error) => void): Bonjour | null {
  try {
    // `bind` everywhere, because a socket bound to its own address hears no multicast on Linux.
    const options = { interface: address, bind: '0.0.0.0' } as unknown as ConstructorParameters<typeof Bonjour>[0]
    const mdns = new Bonjour(options, failed)
    // The library hands on only what its registry throws; the socket's own errors would end the process.
    const { mdns: socket } = (mdns as unknown as { readonly server: { readonly mdns: NodeJS.EventEmitter } }).server
    socket.on('error', failed)
    socket.on('warning', () => {})
    return mdns
  } catch (error) {
    failed(error instanceof Error ? error : new Error(String(error)))
    return null
  }
}

/** Tells every network that an office is hosted here; the handle takes it back. */
export function announceOffice(
  addresses: readonly string[],
  port: number,
  announcement: Announcement,
  failed: (error: Error) => void,
): () => void {
  const open = addresses.flatMap((address) => openMdns(address, failed) ?? [])
  const name = `ringdown-${announcement.pin}`
  for (const mdns of open) mdns.publish({ name, type: SERVICE_TYPE, port, txt: { ...announcement }, probe: false })
  return () => {
    for (const mdns of open) mdns.unpublishAll(() => mdns.destroy())
  }
}

export interface Browsing {
  readonly addresses: readonly string[]
  heard(office: Heard): void
  gone(id: string): void
  failed(error: Error): void
}

/** Asks every network for offices until the handle is called. */
export function browseOffices({ addresses, heard, gone, failed }: Browsing): () => void {
  const open = addresses.flatMap((address) => openMdns(address, failed) ?? [])
  const browsers = open.map((mdns) => mdns.find({ type: SERVICE_TYPE }))
  const hear = (service: Parameters<typeof readHeard>[0]) => {
    const office = readHeard(service)
    if (office) heard(office)
  }
  for (const browser of browsers) {
    browser.on('up', hear)
    browser.on('txt-update', hear)
    browser.on('srv-update', hear)
    browser.on('down', ({ fqdn }) => gone(fqdn))
  }
  const asking = setInterval(() => {
    for (const browser of browsers) browser.update()
  }, ASK_AGAIN)
  return () => {
    clearInterval(asking)
    for (const browser of browsers) browser.stop()
    for (const mdns of open) mdns.destroy()
  }
}
