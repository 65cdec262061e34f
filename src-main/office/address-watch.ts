import type { NetworkInterfaceInfo } from 'node:os'
import { networkInterfaces } from 'node:os'

/** How often the addresses are looked at, ms: the system tells nobody when they change. */
const LOOK = 2_000

type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>

/** The addresses by which this machine reaches others, as one comparable text. Pure. */
export function addressKey(interfaces: Interfaces): string {
  const all = Object.entries(interfaces).flatMap(([card, infos]) =>
    (infos ?? []).filter((info) => !info.internal).map((info) => `${card} ${info.address}`),
  )
  return all.sort().join('\n')
}

/** Calls back when an address came or went: cable, Wi-Fi, VPN. The handle ends it. */
export function watchAddresses(changed: () => void, read: () => Interfaces = networkInterfaces): () => void {
  let known = addressKey(read())
  const timer = setInterval(() => {
    const now = addressKey(read())
    if (now === known) return
    known = now
    changed()
  }, LOOK)
  return () => clearInterval(timer)
}
