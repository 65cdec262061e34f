import type { Command, Presence } from '../../src-signaling/protocol/index.ts'

type AvailabilityCommand = Extract<Command, { name: 'availability' }>
export type Availability = AvailabilityCommand['payload']['availability']

/** What the person chose at this phone, and until when on the wall clock, ms: the machine's own clock stands still while it sleeps. */
export interface AvailabilityState {
  readonly availability: Availability
  readonly until: number | null
}

/** What the host says of this person. */
export interface ToldAvailability {
  readonly presence: Presence
  readonly until: number | null
}

/** An end of do-not-disturb that differs by less than this is the same one, ms: ages take time to arrive. */
const SAME_UNTIL = 5_000

/** What is chosen now: what was chosen for a time that is over is `free`. Pure. @param now wall clock, ms */
function chosenNow(state: AvailabilityState, now: number): AvailabilityState {
  return state.until !== null && state.until <= now ? { availability: 'free', until: null } : state
}

/**
 * The command that makes the host say what was chosen here; null when nothing was, or when it says so already. Pure.
 * @param told what the welcome says of this person; null when it does not list them
 * @param now wall clock, ms
 */
export function availabilityCommand(
  state: AvailabilityState | null,
  told: ToldAvailability | null,
  now: number,
): AvailabilityCommand | null {
  if (state === null) return null
  const { availability, until } = chosenNow(state, now)
  if (told && isSame({ availability, until }, told)) return null
  return { name: 'availability', payload: { availability, forMs: until === null ? null : Math.round(until - now) } }
}

function isSame(chosen: AvailabilityState, told: ToldAvailability): boolean {
  if (chosen.availability !== told.presence) return false
  if (chosen.until === null || told.until === null) return chosen.until === told.until
  return Math.abs(chosen.until - told.until) < SAME_UNTIL
}

/**
 * The host says that this person is something else than was chosen here: another device of theirs chose, or the time is over. The host's word
 * holds from then on. Pure.
 */
export function isOverruled(state: AvailabilityState | null, told: ToldAvailability | null): boolean {
  if (state === null || told === null) return false
  const { presence } = told
  if (presence !== 'free' && presence !== 'away' && presence !== 'do-not-disturb') return false
  return !isSame(state, told)
}
