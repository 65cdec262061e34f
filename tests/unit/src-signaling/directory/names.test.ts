import { expect, test } from 'vitest'

import { chooseName, normaliseName, skeleton } from '../../../../src-signaling/directory/names.ts'

test.each([
  ['  Ana   Petrović ', 'Ana Petrović'],
  ['Ｂｅｎ', 'Ben'],
  ['林美雅', '林美雅'],
  ['x'.repeat(64), 'x'.repeat(64)],
])('S-08: %j becomes %j', (text, name) => expect(normaliseName(text)).toBe(name))

test.each([[''], ['   '], ['x'.repeat(65)], ['Ben\u202e'], ['B\u200ben'], ['Be\nn'], ['Ben\u2028Okafor'], ['...']])(
  'S-08: %j is no name',
  (text) => expect(normaliseName(text)).toBeNull(),
)

test.each([
  ['Аna', 'Ana'],
  ['Josе', 'José'],
  ['PauI', 'Paul'],
  ['Modern', 'Modem'],
  ['0lga', 'Olga'],
])('S-08: %s and %s look the same', (one, other) => expect(skeleton(one)).toBe(skeleton(other)))

test('S-08: a name is taken, confusable, or free', () => {
  expect(chooseName('ana', ['Ana'])).toEqual({ status: 'refused', refusal: 'name-taken' })
  expect(chooseName('Аna', ['Ana'])).toEqual({ status: 'refused', refusal: 'name-confusable' })
  expect(chooseName('Anna', ['Ana'])).toEqual({ status: 'ok', name: 'Anna' })
})
