import { describe, expect, test } from 'vitest'

import { heardIn } from '../../../../../src-renderer/ui/people/pinyin.ts'
import { searched, searchHit } from '../../../../../src-renderer/ui/people/search.ts'

const names = (typed: string, ...given: readonly string[]) =>
  searched(
    typed,
    given.map((name) => ({ name })),
    heardIn,
  ).map(({ item }) => item.name)
const marked = (typed: string, name: string) =>
  (searchHit(typed, name, heardIn)?.marks ?? []).map(([from, to]) => name.slice(from, to))

describe('U-19: what people type finds', () => {
  test.each([
    ['petrovic', 'Ana Petrović'],
    ['muller', 'Jörg Müller'],
    ['mueller', 'Jörg Müller'],
    ['müller', 'Jörg Mueller'],
    ['soren', 'Søren Kierkegaard'],
    ['soeren', 'Søren Kierkegaard'],
    ['nguyen', 'Nguyễn Văn Đức'],
    ['van duc', 'Nguyễn Văn Đức'],
    ['sean', 'Seán Ó Briain'],
    ["o'brien", 'Pat O’Brien'],
    ['o’brien', "Pat O'Brien"],
    ['obrien', 'Pat O’Brien'],
    ['okafor ben', 'Ben Okafor'],
    ['  BEN   okaf ', 'Ben Okafor'],
    ['jean luc', 'Jean-Luc Picard'],
    ['jean-luc', 'Jean Luc Picard'],
    ['strasse', 'Empfang Straße'],
    ['lukasz', 'Łukasz Żak'],
    ['izmir', 'İzmir Yıldız'],
    ['yildiz', 'İzmir Yıldız'],
    ['иосиф', 'Йосиф'],
    ['dr meier', 'Dr. Eva Meier'],
    ['lina', '李娜'],
    ['li na', '李娜'],
    ['na', '李娜'],
    ['ln', '李娜'],
    ['娜', '李娜'],
    ['zeng', '曾国藩'],
    ['ouyang', '欧阳 娜娜'],
    ['petrovic', 'Ana Petrovic\u0301'],
    ['xavier', 'X\u0302avier'],
  ])('%s: %s', (typed, name) => {
    expect(names(typed, 'Tom Bakker', name)).toEqual([name])
  })
  test.each([
    ['kagi', 'かぎ'],
    ['か', 'き'],
    ['ben ana', 'Ben Okafor'],
    ['nao', 'Ana Okafor'],
    ['', 'Ben'],
    ["'", 'Ben'],
  ])('%s does not find %s', (typed, name) => {
    expect(names(typed, name)).toEqual([])
  })
})

describe('U-4: the best is the first', () => {
  test('a name that begins so, then a word that does, then the rest; else the order stays', () => {
    expect(names('an', 'Alex Evans', 'Bo Anders', 'Ana Petrović', 'Anders And')).toEqual([
      'Ana Petrović',
      'Anders And',
      'Bo Anders',
      'Alex Evans',
    ])
  })
  test.each([
    ['re', 'Andre Roux', ['re']],
    ['re', 'Renata Silva', ['Re']],
    ['okaf be', 'Ben Okafor', ['Be', 'Okaf']],
    ['muel', 'Jörg Müller', ['Mül']],
    ['lin', '李娜', ['李娜']],
    ['obr', 'Pat O’Brien', ['O’Br']],
    ['av', 'X\u0302avier', ['av']],
  ])('%s is marked in %s', (typed, name, parts) => {
    expect(marked(typed, name)).toEqual(parts)
  })
})
