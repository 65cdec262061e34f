import { expect, test } from 'vitest'

import { arrivals } from '../../../../src-renderer/call/path-watch.ts'

const flowing = { bytes: 100, lastAt: 1_000, silent: false }

test('any change of the count is a byte: pairs come and go, and their counts with them', () => {
  expect(arrivals(flowing, 40, 1_500)).toEqual({ now: { bytes: 40, lastAt: 1_500, silent: false }, silentMs: null })
})

test('2.5 s without a change is silence, said once', () => {
  expect(arrivals(flowing, 100, 3_400).silentMs).toBeNull()
  const { now, silentMs } = arrivals(flowing, 100, 3_500)
  expect(silentMs).toBe(2_500)
  expect(arrivals(now, 100, 9_000).silentMs).toBeNull()
})

test('what cannot be read is no byte', () => {
  expect(arrivals(flowing, null, 3_500).silentMs).toBe(2_500)
})

test('the first byte after a silence is said', () => {
  expect(arrivals({ ...flowing, silent: true }, 101, 60_000)).toEqual({
    now: { bytes: 101, lastAt: 60_000, silent: false },
    silentMs: 0,
  })
})
