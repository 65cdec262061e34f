import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { createLeaving } from '../../../src-main/leaving.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function rig({ needed = true, asks = true } = {}) {
  const happened: string[] = []
  const leaving = createLeaving({
    needed: () => needed,
    ask() {
      happened.push('ask')
      return asks
    },
    goodbye: () => void happened.push('goodbye'),
    end() {
      happened.push('end')
      return Promise.resolve()
    },
  })
  return { leaving, happened }
}

test('F-72: nothing to lose, nothing asked', () => {
  const { leaving, happened } = rig({ needed: false })
  leaving.request()
  leaving.said()
  expect(happened).toEqual(['goodbye', 'end'])
})

test('F-72: somebody who stays has lost nothing, and is asked again the next time', () => {
  const { leaving, happened } = rig()
  leaving.request()
  leaving.answer(false)
  leaving.request()
  leaving.answer(true)
  leaving.said()
  expect(happened).toEqual(['ask', 'ask', 'goodbye', 'end'])
})

test('a page that cannot ask does not hold the app back', () => {
  const { leaving, happened } = rig({ asks: false })
  leaving.request()
  expect(happened).toEqual(['ask', 'goodbye'])
})

test('F-72: a phone that says nothing is waited for 400 ms, and the end comes once', () => {
  const { leaving, happened } = rig()
  leaving.now()
  leaving.now()
  vi.advanceTimersByTime(399)
  expect(happened).toEqual(['goodbye'])
  vi.advanceTimersByTime(1)
  leaving.said()
  leaving.request()
  expect(happened).toEqual(['goodbye', 'end'])
})
