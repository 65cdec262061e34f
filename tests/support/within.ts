import { AssertionError } from 'node:assert'

/** `npm test` allows three times a bound, `test:long` the bound itself (TESTING.md). */
const strict = process.env['RINGDOWN_LONG'] === '1'

/**
 * Prints a measured time and fails when it is over its bound.
 * @param ms taken between two moments inside the system
 */
export function expectWithin(ms: number, bound: number, what: string): void {
  const allowed = strict ? bound : 3 * bound
  process.stdout.write(`    ${what}: ${Math.round(ms)} ms (bound ${bound} ms, allowed ${allowed} ms)\n`)
  if (!(ms <= allowed)) throw new AssertionError({ message: `${what}: ${ms} ms`, actual: ms, expected: allowed })
}

/** The full size of a storm or a soak, or its quick one. */
export const sized = <Size>(quick: Size, full: Size): Size => (strict ? full : quick)

/** A moment on the clock that every process and page of this machine shares, ms. */
export const stamp = (): number => performance.timeOrigin + performance.now()
