import { expect, test } from 'vitest'

import { reconnectDelay } from '../../../../src-signaling/client/retry-policy.ts'
import { RECONNECT_DELAY_IN_CALL, RECONNECT_DELAYS } from '../../../../src-signaling/protocol/index.ts'

test('F-51: the first attempt is made at once, later ones ever more rarely, spread over a second', () => {
  expect(reconnectDelay(0, false, 0.7)).toBe(0)
  const delays = [...RECONNECT_DELAYS.keys()].map((attempt) => reconnectDelay(attempt, false, 0))
  expect(delays).toEqual([...delays].sort((a, b) => a - b))
  expect(reconnectDelay(3, false, 0.5) - reconnectDelay(3, false, 0)).toBe(500)
})

test('the last delay holds for ever', () => {
  expect(reconnectDelay(1_000, false, 0)).toBe(RECONNECT_DELAYS.at(-1))
})

test('in a call no two attempts are further apart than the rule allows', () => {
  const worst = Math.max(...Array.from({ length: 50 }, (_, attempt) => reconnectDelay(attempt, true, 1)))
  expect(worst).toBeLessThanOrEqual(RECONNECT_DELAY_IN_CALL)
})
