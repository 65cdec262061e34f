import { hostname, networkInterfaces } from 'node:os'

import type { HostState } from '../ipc/contract.ts'
import { announcementOf } from './announcement.ts'
import { announceOffice } from './mdns.ts'
import { officeNetworks } from './networks.ts'

/** Tells the networks of the office that is hosted here, for as long as it is. */
export interface Announcer {
  /** Follows the host; to be called again when the addresses of this machine change. */
  follow(host: HostState): void
  stop(): void
}

export function createAnnouncer(log: (line: string) => void): Announcer {
  let silence = () => {}

  function stop(): void {
    silence()
    silence = () => {}
  }
  return {
    follow(host) {
      stop()
      if (host.status !== 'on') return
      const addresses = officeNetworks(networkInterfaces()).map((network) => network.address)
      const announcement = announcementOf(host.name, hostname(), host.pin)
      silence = announceOffice(addresses, host.port, announcement, (error) =>
        log(`announcing failed: ${error.message}`),
      )
    },
    stop,
  }
}
