import { expect, test } from 'vitest'

import { COMPLETE, QUICK, TOO_MANY } from './scenarios.ts'
import type { Outcome } from './search.ts'
import { search, summary } from './search.ts'
import type { Setting } from './setting.ts'

const long = process.env['RINGDOWN_LONG'] === '1'

function report(setting: Setting, mostStates?: number): Outcome {
  const outcome = search(setting, mostStates === undefined ? {} : { mostStates })
  process.stdout.write(`${summary(setting.name, outcome)}\n`)
  return outcome
}

test.each(long ? [...QUICK, ...COMPLETE] : QUICK)(
  'R-3, R-5, R-6, R-7, R-10, R-17: nothing broken can be reached: $name',
  (setting) => {
    const { trace, complete } = report(setting)
    expect(trace.join('\n')).toBe('')
    expect(complete).toBe(true)
  },
)

test.each(long ? [TOO_MANY] : [])(
  'R-9: nothing broken is among the first three million states of more than can be searched here: $name',
  (setting) => {
    expect(report(setting, 3_000_000).trace.join('\n')).toBe('')
  },
)
