import fc from 'fast-check'
import { expect, test } from 'vitest'

import { canonical } from './canonical.ts'
import { after, movesOf } from './moves.ts'
import { long } from './report.ts'
import { setting } from './scenarios.ts'
import type { Setting } from './setting.ts'
import { walk } from './walk.ts'
import type { World } from './world.ts'
import { at, quietWorld } from './world.ts'

const RUNS = long ? 5_000 : 500

/** Everything at once: what may differ between two worlds of one class is found only where much has happened. */
const EVERYTHING = setting(
  'everything',
  { dials: [3, 2, 2], cuts: [1, 1, 0], duplicates: 1, restarts: 1, breaks: 1, naps: 1 },
  { queue: 3, reports: true },
)

const nextTexts = (world: World, one: Setting): readonly string[] =>
  movesOf(world, one)
    .flatMap((move) => {
      const next = after(world, move, one)
      return next ? [canonical(next)] : []
    })
    .sort()

test('worlds of one class go on into the same classes, however they came about', () => {
  const known = new Map<string, readonly string[]>()
  let met = 0
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 1_000_000 }), { minLength: 20, maxLength: 80 }), (choices) => {
      walk(EVERYTHING, choices, (world) => {
        const text = canonical(world)
        const next = nextTexts(world, EVERYTHING)
        const before = known.get(text)
        if (before) met++
        else known.set(text, next)
        expect(next).toEqual(before ?? next)
      })
    }),
    { numRuns: RUNS },
  )
  expect(met).toBeGreaterThan(RUNS)
})

test('ids are renamed, and an id that nobody knows any more is forgotten', () => {
  const budget = { ...EVERYTHING.budget, dials: [9, 0, 0] }
  const start = quietWorld(budget)
  const over = { ...start, desks: start.desks.map((desk) => ({ ...desk, phone: { ...desk.phone, over: ['\uE007'] } })) }
  expect(canonical(over)).toBe(canonical(start))
  const dialled = (world: World) => {
    const next = after(world, at(movesOf(world, EVERYTHING), 0), EVERYTHING)
    return next ? canonical(next) : ''
  }
  expect(dialled({ ...start, begun: 5 })).toBe(dialled(start))
})
