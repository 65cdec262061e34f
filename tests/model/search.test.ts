import { expect, test } from 'vitest'

import { COMPLETE, QUICK } from './scenarios.ts'
import { search, summary } from './search.ts'

const long = process.env['RINGDOWN_LONG'] === '1'

test.each(long ? [...QUICK, ...COMPLETE] : QUICK)(
  'R-3, R-5, R-6, R-7, R-10, R-17: nothing broken can be reached: $name',
  (setting) => {
    const outcome = search(setting)
    process.stdout.write(`${summary(setting.name, outcome)}\n`)
    expect(outcome.trace.join('\n')).toBe('')
  },
)
