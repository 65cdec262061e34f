import { expect, test } from 'vitest'

import { memoOf } from '../../../src-renderer/memo.ts'

test('D-8: what is shown of the recents is the same value until they change', () => {
  let list: readonly number[] = [1, 2]
  let made = 0
  const shown = memoOf(
    () => list,
    (now) => {
      made += 1
      return now.map(String)
    },
  )
  const first = shown()
  expect([shown() === first, made]).toEqual([true, 1])
  list = [...list, 3]
  expect([shown(), made]).toEqual([['1', '2', '3'], 2])
})
