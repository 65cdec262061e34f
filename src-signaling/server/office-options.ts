import type { Clock } from '../client/clock.ts'
import type { Person, RosterEntry } from '../directory/directory.ts'
import type { HostLog } from './host-log.ts'
import type { MissedStore } from './missed-desk.ts'
import type { OfficeSettings } from './office-settings.ts'

/** What an office is made of. */
export interface OfficeOptions {
  readonly clock: Clock
  /** `bytes` random bytes, base64url. */
  readonly random: (bytes: number) => string
  readonly name: string
  /** Wall clock, ms since 1970: credentials of a TURN server end by it. */
  readonly wall: () => number
  readonly settings?: OfficeSettings
  /** People with several devices; their names are owned (S-06 will manage it). */
  readonly roster?: readonly RosterEntry[]
  /** How long an invite rings, ms. */
  readonly ringMs?: number
  /** People who left before the last stop of the host (S-08). */
  readonly listed?: readonly Person[]
  /** The list of people changed in a way that is worth keeping; it is made when it is asked for. */
  readonly onPeople?: (people: () => readonly Person[]) => void
  /** Where missed calls wait for those who were away; without it they do not outlive the host. */
  readonly missed?: MissedStore
  /** One line per happening, without names or addresses (S-44). */
  readonly log?: HostLog
}
