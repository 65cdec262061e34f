import fc from 'fast-check'
import { expect, test } from 'vitest'

import { canonical } from './canonical.ts'
import { isQuiet } from './invariants.ts'
import { long, report } from './report.ts'
import { RESTART } from './scenarios.ts'
import { walk } from './walk.ts'

test.runIf(long)(
  'R-5, R-7, R-9: nothing broken can be reached when both call and the server restarts; walks without the reduction come to rest nowhere else (ten minutes: test:long)',
  () => {
    const rests = new Set<string>()
    const { trace, complete } = report(RESTART, { atRest: (text) => rests.add(text) })
    expect(trace.join('\n')).toBe('')
    expect(complete).toBe(true)

    let met = 0
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 1_000_000 }), { minLength: 20, maxLength: 120 }), (choices) => {
        const world = walk(RESTART, choices)
        if (!isQuiet(world)) return
        met++
        expect(rests).toContain(canonical(world))
      }),
      { numRuns: 20_000 },
    )
    expect(met).toBeGreaterThan(1_000)
  },
)
