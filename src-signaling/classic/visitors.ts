import type { Clock } from '../client/clock.ts'
import type { HostLog } from '../server/host-log.ts'
import type { ClassicLimits } from '../server/limits.ts'
import type { Bucket } from '../server/rate-limit.ts'
import { spend } from '../server/rate-limit.ts'

/** One connection at a classic door, as its door counts it. */
export interface Visitor {
  /** It has joined a room: it is no longer in the way. */
  joined(): void
  /** @returns whether its address may start a call in this room now */
  mayInvite(room: string): boolean
  /** Somebody took the call: that one was welcome and does not count. */
  answered(room: string): void
  leave(): void
}

/** Who is at the classic doors: so many, and so many of one address. */
export interface Visitors {
  /**
   * @param door each has its own number of places
   * @param close ends the connection
   * @returns null when there is no room
   */
  enter(door: string, address: string, close: () => void): Visitor | null
}

/** Addresses and rooms whose invites are remembered. */
const MOST_BUCKETS = 1_000

interface Present {
  readonly door: string
  readonly address: string
  readonly close: () => void
  silent: boolean
}

export function createVisitors(limits: ClassicLimits, clock: Clock, log: HostLog): Visitors {
  /** The oldest first. */
  const present = new Set<Present>()
  const invites = new Map<string, Bucket>()

  /** Silence must not keep out who comes to join: the oldest that is silent goes for a new one. */
  function makeRoom(door: string, address: string): boolean {
    const here = [...present].filter((one) => one.door === door)
    const near = here.filter((one) => one.address === address)
    if (here.length < limits.connections && near.length < limits.perAddress) return true
    const crowded = near.length >= limits.perAddress ? near : here
    const oldest = crowded.find((one) => one.silent)
    log(oldest ? 'classic connection closed: silent, and no room' : 'classic connection refused: no room')
    if (!oldest) return false
    present.delete(oldest)
    oldest.close()
    return true
  }

  return {
    enter(door, address, close) {
      if (!makeRoom(door, address)) return null
      const own: Present = { door, address, close, silent: true }
      present.add(own)
      const stopWaiting = clock.after(limits.joined, () => {
        log('classic connection closed: joined no room')
        close()
      })
      return {
        joined() {
          own.silent = false
          stopWaiting()
        },
        mayInvite(room) {
          const key = `${address} ${room}`
          if (!invites.has(key) && invites.size >= MOST_BUCKETS) invites.clear()
          return spend(invites, key, limits.invites, clock.now()) === 0
        },
        answered(room) {
          const key = `${address} ${room}`
          const bucket = invites.get(key)
          if (bucket) invites.set(key, { ...bucket, tokens: bucket.tokens + 1 })
        },
        leave() {
          stopWaiting()
          present.delete(own)
        },
      }
    },
  }
}
