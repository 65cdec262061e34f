import type { TimerName } from '../../src-renderer/call/events.ts'
import { REDIAL_DELAYS } from '../../src-signaling/protocol/index.ts'
import { ALL_RULES } from './rules.ts'
import type { Setting } from './setting.ts'
import type { Budget } from './world.ts'

const NOTHING: Budget = { dials: [0, 0, 0], cuts: 0, duplicates: 0, restarts: 0, breaks: 0, naps: 0 }
/**
 * Not among them: the reports of ringing and the second connection (`ringing-report`, `warm`), which no rule of the search depends on.
 */
const TIMERS: ReadonlySet<TimerName> = new Set(['no-answer', 'lease', 'redial', 'connect', 'path-lost'])

const BASE: Setting = {
  name: '',
  rules: ALL_RULES,
  queue: 2,
  budget: NOTHING,
  timers: TIMERS,
  retries: REDIAL_DELAYS.length,
  reports: false,
  warmPath: true,
  channel: true,
}

export const setting = (name: string, budget: Partial<Budget>, more: Partial<Setting> = {}): Setting => ({
  ...BASE,
  name,
  budget: { ...NOTHING, ...budget },
  ...more,
})

const LOSSY: Partial<Setting> = { warmPath: false }

/** Ana has one device, Ben two; `dials` says how often each of the three may begin a call. */
export const QUICK: readonly Setting[] = [
  setting('Ana calls Ben', { dials: [1, 0, 0] }, { queue: 3 }),
  setting('Ben calls, its command comes twice', { dials: [0, 1, 0], duplicates: 1 }),
  setting('Ben calls, a connection breaks', { dials: [0, 1, 0], cuts: 1 }, LOSSY),
]

export const COMPLETE: readonly Setting[] = [
  setting('both call, nothing fails', { dials: [1, 1, 0] }, { queue: 3 }),
  setting('both call, a command comes twice', { dials: [1, 1, 0], duplicates: 1 }, { ...LOSSY, channel: false }),
  setting('both call, a connection breaks', { dials: [1, 1, 0], cuts: 1 }, LOSSY),
  setting('Ben calls, the server restarts', { dials: [0, 1, 0], restarts: 1 }, LOSSY),
  setting('Ana calls, the server restarts', { dials: [1, 0, 0], restarts: 1 }, LOSSY),
]

/** More states than a machine goes through in ten minutes: how many is not known. */
export const TOO_MANY = setting(
  'both call, the server restarts',
  { dials: [1, 1, 0], restarts: 1 },
  { ...LOSSY, retries: 1 },
)
