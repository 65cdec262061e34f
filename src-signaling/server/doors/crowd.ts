import type { Clock } from '../../client/clock.ts'
import type { ServerLimits } from '../limits.ts'
import type { Bucket } from '../rate-limit.ts'
import { spend } from '../rate-limit.ts'

/** The place of one socket. */
export interface Place {
  signedIn(): void
  leave(): void
}

/** How many sockets there are at all doors, and from which address. */
export interface Crowd {
  /** @param address whose limits count; null: nobody's. @returns null when there is no room */
  enter(address: string | null): Place | null
  count(): number
}

type CrowdLimits = Pick<
  ServerLimits,
  'sockets' | 'socketsPerAddress' | 'unauthenticatedPerAddress' | 'arrivalsPerAddress'
>

/** Addresses whose speed is remembered. */
const MOST_ADDRESSES = 10_000

export function createCrowd(limits: CrowdLimits, { now }: Pick<Clock, 'now'>): Crowd {
  const strangers = counter()
  const all = counter()
  const arrivals = new Map<string, Bucket>()
  let open = 0

  function hasRoom(address: string): boolean {
    if (!arrivals.has(address) && arrivals.size >= MOST_ADDRESSES) arrivals.clear()
    return (
      strangers.of(address) < limits.unauthenticatedPerAddress &&
      all.of(address) < limits.socketsPerAddress &&
      spend(arrivals, address, limits.arrivalsPerAddress, now()) === 0
    )
  }

  return {
    enter(address) {
      if (open >= limits.sockets || (address !== null && !hasRoom(address))) return null
      open += 1
      const key = address ?? ''
      all.add(key, 1)
      strangers.add(key, 1)
      let isStranger = true
      let isHere = true
      function signedIn(): void {
        if (isStranger) strangers.add(key, -1)
        isStranger = false
      }
      return {
        signedIn,
        leave() {
          if (!isHere) return
          isHere = false
          signedIn()
          all.add(key, -1)
          open -= 1
        },
      }
    },
    count: () => open,
  }
}

function counter() {
  const counts = new Map<string, number>()
  return {
    of: (key: string) => counts.get(key) ?? 0,
    add(key: string, by: 1 | -1) {
      const count = (counts.get(key) ?? 0) + by
      if (count > 0) counts.set(key, count)
      else counts.delete(key)
    },
  }
}
