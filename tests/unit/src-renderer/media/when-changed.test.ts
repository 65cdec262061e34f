import { expect, test, vi } from 'vitest'

import { whenChanged } from '../../../../src-renderer/media/when-changed.ts'

test('the same answer is no news, each other one is', () => {
  const tell = vi.fn<() => void>()
  let answer = false
  const look = whenChanged(() => answer, tell)
  look()
  look()
  expect(tell).not.toHaveBeenCalled()
  answer = true
  look()
  look()
  expect(tell).toHaveBeenCalledTimes(1)
  answer = false
  look()
  expect(tell).toHaveBeenCalledTimes(2)
})
