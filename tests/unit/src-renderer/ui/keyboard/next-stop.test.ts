import { expect, test } from 'vitest'

import { nextStop } from '../../../../../src-renderer/ui/keyboard/use-roving.ts'

const ROWS = [1, 3, 3, 2]

test.each([
  ['ArrowDown', 0, 0, 1, 0],
  ['ArrowDown', 1, 2, 2, 2],
  ['ArrowDown', 2, 2, 3, 1],
  ['ArrowDown', 3, 1, 3, 1],
  ['ArrowUp', 1, 2, 0, 0],
  ['ArrowUp', 0, 0, 0, 0],
  ['Home', 3, 1, 0, 0],
  ['End', 1, 2, 3, 1],
  ['ArrowRight', 1, 0, 1, 1],
  ['ArrowRight', 1, 2, 1, 2],
  ['ArrowLeft', 1, 1, 1, 0],
  ['ArrowLeft', 1, 0, 1, 0],
])('%s from row %i, button %i leads to row %i, button %i', (key, row, stop, toRow, toStop) => {
  expect(nextStop(key, { row, stop }, ROWS)).toEqual({ row: toRow, stop: toStop })
})

test('every other key is left to the browser', () => {
  for (const key of ['Enter', 'Tab', ' ', 'a', 'Escape']) expect(nextStop(key, { row: 1, stop: 0 }, ROWS)).toBeNull()
})
