import fc from 'fast-check'
import { expect, test } from 'vitest'

import { canonical } from './canonical.ts'
import { isQuiet } from './invariants.ts'
import { long, report } from './report.ts'
import type { Setting } from './setting.ts'
import { walk } from './walk.ts'

/** One half of the largest search; restart-early.test.ts and restart-late.test.ts run side by side. */
export const testRestart = (half: Setting): void =>
  test.runIf(long)(
    `R-5, R-7, R-9: nothing broken can be reached when ${half.name}; walks without the reduction come to rest nowhere else (minutes: test:long)`,
    () => {
      const rests = new Set<string>()
      const { trace, complete } = report(half, { atRest: (text) => rests.add(text) })
      expect(trace.join('\n')).toBe('')
      expect(complete).toBe(true)

      let met = 0
      fc.assert(
        fc.property(fc.array(fc.nat({ max: 1_000_000 }), { minLength: 20, maxLength: 120 }), (choices) => {
          const world = walk(half, choices)
          if (!isQuiet(world)) return
          met++
          expect(rests.has(canonical(world))).toBe(true)
        }),
        { numRuns: 20_000 },
      )
      expect(met).toBeGreaterThan(1_000)
    },
  )
