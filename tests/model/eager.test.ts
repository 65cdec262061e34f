import { expect, test } from 'vitest'

import { long } from './report.ts'
import { QUICK, setting } from './scenarios.ts'
import { search } from './search.ts'
import type { Setting } from './setting.ts'

const WORTH_A_MINUTE = setting(
  'Ana calls, the server restarts',
  { dials: [1, 0, 0], restarts: 1 },
  { warmPath: false, queue: 1, retries: 0 },
)

/** Small enough to be searched in full. */
const SMALL: readonly Setting[] = [
  setting('both call', { dials: [1, 1, 0] }, { warmPath: false, queue: 1 }),
  setting('Ana calls Ben, and the path may come up while it rings', { dials: [1, 0, 0] }),
  setting('Ben calls, a command comes twice', { dials: [0, 1, 0], duplicates: 1 }, { queue: 1 }),
  ...QUICK.filter(({ budget }) => budget.cuts.some((left) => left > 0)),
  setting('Ben calls, the server restarts', { dials: [0, 1, 0], restarts: 1 }, { warmPath: false, queue: 1 }),
  ...(long ? [WORTH_A_MINUTE] : []),
]

/** Every state at rest, and how many states there were. */
function restsOf(one: Setting, reduced: boolean) {
  const rests = new Set<string>()
  const { states, trace } = search(one, { reduced, atRest: (text) => rests.add(text) })
  return { rests, states, trace }
}

test.each(SMALL)('the reduced search comes to rest in the same states as the full one: $name', (one) => {
  const [full, less] = [restsOf(one, false), restsOf(one, true)]
  expect(less.states).toBeLessThan(full.states)
  expect(full.rests.size).toBeGreaterThan(5)
  expect([...full.rests].filter((text) => !less.rests.has(text))).toEqual([])
  expect([...less.rests].filter((text) => !full.rests.has(text))).toEqual([])
})
