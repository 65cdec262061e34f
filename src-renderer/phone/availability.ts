import type { Command } from '../../src-signaling/protocol/index.ts'
import type { Clock } from '../call/ports.ts'

export type Availability = Extract<Command, { name: 'availability' }>['payload']['availability']

/** What the person set, and until when on the machine's clock. */
export interface AvailabilityState {
  readonly availability: Availability
  readonly until: number | null
}

/** The command that tells the host, also after it was restarted; null when there is nothing to tell. */
export function availabilityCommand(
  state: AvailabilityState,
  clock: Clock,
): Extract<Command, { name: 'availability' }> | null {
  if (state.availability === 'free') return null
  const left = state.until === null ? null : Math.round(state.until - clock.now())
  if (left !== null && left <= 0) return null
  return { name: 'availability', payload: { availability: state.availability, forMs: left } }
}
