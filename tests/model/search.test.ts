import { expect, test } from 'vitest'

import { long, report } from './report.ts'
import { COMPLETE, QUICK } from './scenarios.ts'

test.each(long ? [...QUICK, ...COMPLETE] : QUICK)(
  'R-3, R-5, R-6, R-7, R-10, R-17: nothing broken can be reached: $name',
  (setting) => {
    const { trace, complete } = report(setting)
    expect(trace.join('\n')).toBe('')
    expect(complete).toBe(true)
  },
)
