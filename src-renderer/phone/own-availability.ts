import type { Command } from '../../src-signaling/protocol/index.ts'
import type { Availability, AvailabilityState, ToldAvailability } from './availability.ts'
import { availabilityCommand, isOverruled } from './availability.ts'
import type { OfficeLine } from './office-line.ts'

/** What this person chose to be, kept for a host that was away or was restarted (B-6). */
export interface OwnAvailability {
  /** @param forMs how long, ms; null: until it is changed */
  choose(availability: Availability, forMs: number | null): void
  /** After each welcome. @param told what the host says of this person */
  settle(told: ToldAvailability | null): void
  /** The host says something new of this person. */
  hear(told: ToldAvailability | null): void
}

/** @param wall wall clock, ms since the epoch */
export function createOwnAvailability(line: Pick<OfficeLine, 'send'>, wall: () => number): OwnAvailability {
  let chosen: AvailabilityState | null = null
  let unanswered = 0

  async function tell(command: Command): Promise<void> {
    unanswered += 1
    await line.send(command)
    unanswered -= 1
  }

  return {
    choose(availability, forMs) {
      chosen = { availability, until: forMs === null ? null : wall() + forMs }
      void tell({ name: 'availability', payload: { availability, forMs } })
    },
    settle(told) {
      const command = availabilityCommand(chosen, told, wall())
      if (command) void tell(command)
    },
    hear(told) {
      // Until the host has answered, what it says may be older than the choice.
      if (unanswered === 0 && isOverruled(chosen, told)) chosen = null
    },
  }
}
