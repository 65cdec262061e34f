import type { Clock } from '../../client/clock.ts'
import type { DeviceId } from '../../protocol/index.ts'
import type { Guard } from '../guard.ts'
import { createGuard } from '../guard.ts'
import type { ServerLimits } from '../limits.ts'

/** The guard of one socket's device; it is the same for all its sockets from one address. */
export interface HeldGuard extends Guard {
  /** The socket is gone. */
  release(): void
}

/** How fast each device talks, from each address: whoever connects anew is who they were. */
export interface Guards {
  hold(device: DeviceId, address: string): HeldGuard
  count(): number
}

interface Kept {
  readonly guard: Guard
  holders: number
  /** When the last socket went, ms of the clock. */
  idleSince: number
}

export function createGuards(limits: ServerLimits, { now }: Pick<Clock, 'now'>): Guards {
  /** Those without a socket are in the order in which they lost it. */
  const kept = new Map<string, Kept>()

  /** Forgets what is past its time, and the longest idle while there are too many. Who has a socket is never forgotten. */
  function tidy(): void {
    for (const [key, one] of kept) {
      if (one.holders > 0) continue
      if (kept.size < limits.guards && now() - one.idleSince < limits.guardKept) return
      kept.delete(key)
    }
  }

  return {
    hold(device, address) {
      const key = `${device} ${address}`
      const one = kept.get(key) ?? { guard: createGuard(limits, now), holders: 0, idleSince: 0 }
      if (one.holders === 0) tidy()
      one.holders += 1
      kept.set(key, one)
      let held = true
      return {
        ...one.guard,
        release() {
          if (!held) return
          held = false
          one.holders -= 1
          one.idleSince = now()
          // To the end of the line, so that the longest idle is found first.
          kept.delete(key)
          kept.set(key, one)
        },
      }
    },
    count: () => kept.size,
  }
}
