import type { TimerName } from '../../src-renderer/call/events.ts'
import { REDIAL_DELAYS } from '../../src-signaling/protocol/index.ts'
import { name as phoneName } from './phone.ts'
import { ALL_RULES } from './rules.ts'
import type { Setting } from './setting.ts'
import type { Budget } from './world.ts'
import { PARTIES } from './world.ts'

const NOTHING: Budget = { dials: [0, 0, 0], cuts: [0, 0, 0], duplicates: 0, restarts: 0, breaks: 0, naps: 0 }
/**
 * Not among them: the reports of ringing and the second connection (`ringing-report`, `warm`), which no rule of the search depends on.
 */
const TIMERS: ReadonlySet<TimerName> = new Set(['no-answer', 'lease', 'redial', 'connect', 'path-lost', 'claim'])

const BASE: Setting = {
  name: '',
  rules: ALL_RULES,
  queue: 2,
  budget: NOTHING,
  restart: 'at any moment',
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

/**
 * One connection breaks, at any moment: a search for each device. Where the others are known to stay connected, what they hear is settled
 * first before that break as well (eager.ts).
 */
function eachConnection(who: string, dials: readonly number[]): readonly Setting[] {
  return PARTIES.map((_party, broken) => {
    const cuts = PARTIES.map((_one, device) => (device === broken ? 1 : 0))
    return setting(`${who}, ${phoneName(broken)} is cut off`, { dials, cuts }, LOSSY)
  })
}

/** Ana has one device, Ben two; `dials` says how often each of the three may begin a call. */
export const QUICK: readonly Setting[] = [
  setting('Ana calls Ben', { dials: [1, 0, 0] }, { queue: 3 }),
  setting('Ben calls, its command comes twice', { dials: [0, 1, 0], duplicates: 1 }),
  ...eachConnection('Ben calls', [0, 1, 0]),
  setting('both call, nothing fails', { dials: [1, 1, 0] }, { queue: 3 }),
  setting('Ben calls, the server restarts', { dials: [0, 1, 0], restarts: 1 }, LOSSY),
]

export const COMPLETE: readonly Setting[] = [
  setting('both call, a command comes twice', { dials: [1, 1, 0], duplicates: 1 }, { ...LOSSY, channel: false }),
  ...eachConnection('both call', [1, 1, 0]),
  setting('Ana calls, the server restarts', { dials: [1, 0, 0], restarts: 1 }, LOSSY),
]

const bothCall = (restart: Setting['restart']): Setting =>
  setting(
    `both call, the server restarts ${restart}`,
    { dials: [1, 1, 0], restarts: 1 },
    { ...LOSSY, retries: 1, restart },
  )

/** Many times the states of all others, so in two halves, each in a process of its own (restart.ts); two tries in a row stand for four. */
export const RESTART_EARLY = bothCall('before Ben calls')
export const RESTART_LATE = bothCall('after Ben called')
