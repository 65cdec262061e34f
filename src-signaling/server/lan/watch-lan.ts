import { networkInterfaces } from 'node:os'

import type { Clock } from '../../client/clock.ts'
import { lanAddresses } from '../lan-addresses.ts'
import type { Interfaces } from './lan-cards.ts'
import { routedAddresses } from './routed-addresses.ts'

/** How often the addresses are looked at, ms: the system tells nobody when they change. */
const LOOK = 2_000

export interface LanWatch {
  /** Addresses under which colleagues reach this machine now, the likeliest first. */
  current(): readonly string[]
  stop(): void
}

export interface LanSources {
  readonly interfaces: () => Interfaces
  /** Addresses from which this machine speaks to other networks. */
  readonly routed: () => Promise<readonly string[]>
}

/** Knows the addresses of this machine, and calls back when they are others than before: cable, Wi-Fi, another lease. */
export async function watchLan(
  clock: Clock,
  changed: () => void,
  sources: LanSources = { interfaces: networkInterfaces, routed: routedAddresses },
): Promise<LanWatch> {
  const look = async () => lanAddresses(sources.interfaces(), await sources.routed())
  let known = await look()
  let stopped = false
  let stopTimer = clock.after(LOOK, () => void again())

  async function again(): Promise<void> {
    const now = await look()
    if (stopped) return
    stopTimer = clock.after(LOOK, () => void again())
    if (now.join(' ') === known.join(' ')) return
    known = now
    changed()
  }
  return {
    current: () => known,
    stop() {
      stopped = true
      stopTimer()
    },
  }
}
