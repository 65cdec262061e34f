import type { TimerName } from '../../src-renderer/call/events.ts'
import type { Rules } from './rules.ts'
import type { Budget } from './world.ts'

/** What one search explores. */
export interface Setting {
  readonly name: string
  readonly rules: Rules
  /** Messages in flight per direction: beyond it nobody begins anything. */
  readonly queue: number
  readonly budget: Budget
  /** When the server may restart, of which Ben's first device begins the one call that it has: together the last two are every run. */
  readonly restart: 'at any moment' | 'before Ben calls' | 'after Ben called'
  /** Timers of the phone that may fire. */
  readonly timers: ReadonlySet<TimerName>
  /** How often a call whose host was restarted is dialled once more; each further time is like the one before. */
  readonly retries: number
  /** Devices report that they ring: changes only what the caller is shown. */
  readonly reports: boolean
  /** The path may come up while it rings (DESIGN 3); else only after both ends agreed. */
  readonly warmPath: boolean
  /** Hang-ups may arrive on the data channel; else the server's path has to do. */
  readonly channel: boolean
}
