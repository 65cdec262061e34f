import { expect, test } from 'vitest'

import { gap, idsIn, moveUp, rowsOf, testNames } from '../../../run/rules.mjs'

test('ids are read from the names of tests, not from what stands around them', () => {
  const source = [
    "test('A-3, B-1: a door closes', () => { expect('C-9').toBe(1) })",
    'describe.each([[1]])(`U-12: a row`, () => {})',
    "// test('D-1: a comment has none' …",
    "test('ISO-8859-1, UTF-8 and P-1 are no ids', () => {})",
  ]
  expect(testNames(source.join('\n')).flatMap(idsIn)).toEqual(['A-3', 'B-1', 'U-12', 'D-1'])
})

test('a row belongs to the heading above it, and has two columns or three', () => {
  const document =
    '# T\n\n## In force\n\n| id | about |\n|---|---|\n| I-2 | one |\n\n## Not testable here\n\n| D-5 | two | why |\n'
  expect(rowsOf(document)).toEqual([
    { section: 'In force', id: 'I-2', about: 'one' },
    { section: 'Not testable here', id: 'D-5', about: 'two' },
  ])
})

test('a rule without a test is a gap, and an early fault of a call needs real parts', () => {
  const shown = (layer: string) => [{ layer, name: 'x' }]
  expect([gap('A-1', []), gap('A-1', shown('unit'))]).toEqual(['no test', null])
  expect([gap('F-41', shown('unit')), gap('F-41', shown('browser'))]).toEqual(['no test over real parts', null])
})

test('rows move up to their places, and nothing else changes', () => {
  const head = '| id | about |\n|---|---|\n'
  const document = (up: string, waiting: string) =>
    `# T\n\n## In force\n\n${head}${up}\n## Not shown yet\n\n${head}${waiting}\n## Not testable here\n\n${head}| D-5 | five |\n`
  const before = document('| A-1 | one |\n| B-1 | three |\n', '| A-2 | two |\n| B-2 | four |\n')
  expect(moveUp(before, ['A-2', 'D-5'])).toBe(
    document('| A-1 | one |\n| A-2 | two |\n| B-1 | three |\n', '| B-2 | four |\n'),
  )
  expect(moveUp(before, [])).toBe(before)
})
