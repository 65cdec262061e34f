import { expect, test } from 'vitest'

import { clash, nameFrom, normaliseName, skeleton } from '../../../../src-signaling/directory/names.ts'

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
  const toAna = (text: string) => {
    const [wanted, held] = [nameFrom(text), nameFrom('Ana')]
    if (!wanted || !held) throw new Error(`${text} is no name`)
    return clash(wanted, held)
  }
  expect(['ana', 'Аna', 'Anna'].map(toAna)).toEqual(['name-taken', 'name-confusable', null])
  expect(nameFrom('...')).toBeNull()
})

test('S-08: names that differ in their case only look the same, in every script', () => {
  const differing: string[] = []
  for (let point = 0x21; point < 0x1_ffff; point += 1) {
    const name = normaliseName(String.fromCodePoint(point))
    if (name !== null && skeleton(name) !== skeleton(name.toLowerCase())) differing.push(name)
  }
  expect(differing).toEqual([])
})
