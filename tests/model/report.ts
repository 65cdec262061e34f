import type { Outcome, SearchOptions } from './search.ts'
import { search, summary } from './search.ts'
import type { Setting } from './setting.ts'

/** The sizes that take minutes: `npm run test:long`. */
export const long = process.env['RINGDOWN_LONG'] === '1'

/** Searches, and prints one line of figures. */
export function report(setting: Setting, options?: SearchOptions): Outcome {
  const outcome = search(setting, options)
  process.stdout.write(`${summary(setting.name, outcome)}\n`)
  return outcome
}
