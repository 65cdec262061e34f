import { networkInterfaces } from 'node:os'

import type { Interfaces } from '../../src-signaling/server/lan/lan-cards.ts'
import { tellable } from '../../src-signaling/server/lan/lan-cards.ts'
import { isSixAddress, sixPrefix } from '../discovery/networks.ts'

/** How often the addresses are looked at, ms: the system tells nobody when they change. */
const LOOK = 2_000

/** Addresses by which this machine reaches others: IPv4 as they are, IPv6 by their networks. */
interface Reach {
  readonly four: ReadonlySet<string>
  readonly six: ReadonlyMap<string, ReadonlySet<string>>
}

function reachOf(interfaces: Interfaces): Reach {
  const four = new Set<string>()
  const six = new Map<string, Set<string>>()
  const cards = tellable(interfaces)
  const hasReal = cards.some(({ kind }) => kind === 'real')
  for (const { card, kind, info } of cards) {
    // Containers and guests come and go, and no path to a colleague leads through them.
    if (kind === 'inner' || (kind === 'bridge' && hasReal)) continue
    if (!isSixAddress(info.address)) four.add(`${card} ${info.address}`)
    else {
      const network = `${card} ${sixPrefix(info.address)}`
      six.set(network, (six.get(network) ?? new Set()).add(info.address))
    }
  }
  return { four, six }
}

/**
 * Whether paths through the old addresses may be dead, or better ones are there. A new temporary address in a network of IPv6
 * (RFC 8981) is none of that, as long as another address there stays. Pure.
 */
export function hasMoved(before: Interfaces, after: Interfaces): boolean {
  const [old, now] = [reachOf(before), reachOf(after)]
  if (old.four.size !== now.four.size || [...old.four].some((address) => !now.four.has(address))) return true
  if (old.six.size !== now.six.size) return true
  return [...old.six].some(([network, addresses]) => {
    const present = now.six.get(network)
    return !present || ![...addresses].some((address) => present.has(address))
  })
}

/** Calls back when an address that matters came or went: cable, Wi-Fi, VPN. The handle ends it. */
export function watchAddresses(changed: () => void, read: () => Interfaces = networkInterfaces): () => void {
  let known = read()
  const timer = setInterval(() => {
    const before = known
    known = read()
    if (hasMoved(before, known)) changed()
  }, LOOK)
  return () => clearInterval(timer)
}
