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
  /** What is announced, as one comparable text: a goodbye in between would make it vanish at its colleagues. */
  let told = ''

  function stop(): void {
    silence()
    silence = () => {}
    told = ''
  }
  return {
    follow(host) {
      if (host.status !== 'on') return stop()
      const networks = officeNetworks(networkInterfaces())
      const announcement = announcementOf(host.name, hostname(), host.pin)
      const wanted = JSON.stringify([networks, host.port, announcement])
      if (wanted === told) return
      stop()
      told = wanted
      silence = announceOffice(networks, host.port, announcement, (error) => {
        // Tried again with the next change.
        told = ''
        log(`announcing failed: ${error.message}`)
      })
    },
    stop,
  }
}
