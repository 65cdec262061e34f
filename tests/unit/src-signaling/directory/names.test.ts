import { expect, test } from 'vitest'

import { clash, isClassicName, nameFrom, normaliseName, skeleton } from '../../../../src-signaling/directory/names.ts'

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

/** Why somebody may not be called `wanted` beside `held`; 'no name' where it is none. */
const beside = (wanted: string, held: string) => {
  const [one, other] = [nameFrom(wanted), nameFrom(held)]
  return one && other ? clash(one, other) : 'no name'
}

test.each([
  ...'\u2800\u3164\u1160\u115f\uffa0\u{1d159}'.split(/(?:)/u).map((one) => [`Ana Petrovic${one}`]),
  ...'\u2800\u3164\u1160\u115f\uffa0\u{1d159}'.split(/(?:)/u).map((one) => [`Ana${one} Petrovic`]),
  ['Anɑ Petrovic'],
  ['Ana Petrovӏc'],
  ['Ana Petrovɩc'],
  ['Ana Petrօvic'],
  ['Ꭺna Petrovic'],
  ['ᴀna Petrovic'],
  ['Aпa Petrovic'],
  ['Aηa Petrovic'],
  ['Ana Petгovic'],
  ['Ana Petrovvic'],
  ['Ana PetroviϹ'],
  ['Ana Petroviς'],
  ['Ana· Petrovic'],
  ['Ana‚ Petrovic'],
  ['Anaʼ Petrovic'],
  ['Anaː Petrovic'],
  ['Ana･ Petrovic'],
  ['Аna Реtrоvіс'],
  ['𝐀na Petrovic'],
  ['Ana\u200b Petrovic'],
  ['Ana\u202e Petrovic'],
  ['Ana\u034f Petrovic'],
  ['Ana\ufe0f Petrovic'],
  ['A\u00adna Petrovic'],
  ['Ana\u{e0041} Petrovic'],
  ['Ana\u200d Petrovic'],
  ['An\u200ca Petrovic'],
  ['ＡＮＡ PETROVIC'],
])('A-13: nobody is %j beside Ana Petrovic', (name) => expect(beside(name, 'Ana Petrovic')).not.toBeNull())

test.each([['\u3164'], ['\u2800'], ['\u115f\u1160'], ['\u200d'], ['👨‍👩‍👧']])('A-13: %j alone is no name', (name) =>
  expect(normaliseName(name)).toBeNull(),
)

test.each([
  ['राम', 'रमा'],
  ['かき', 'かぎ'],
  ['さとう', 'ざとう'],
  ['ハト', 'パト'],
  ['กา', 'กำ'],
  ['கா', 'கி'],
  ['שָׁלוֹם', 'שִׁלּוּם'],
  ['Hùng', 'Hưng'],
  ['Hùng', 'Húng'],
  ['Anna', 'Ana'],
  ['王一', '王二'],
])('C-18: %s and %s are two people', (one, other) => expect(beside(one, other)).toBeNull())

test('C-18: a letter with its mark and the same without one may be one person: José is Jose', () => {
  expect(beside('Jose', 'José')).toBe('name-confusable')
  expect(beside('José', 'JOSÉ')).toBe('name-taken')
})

test.each([
  ['علی\u200cرضا', 'علی\u200cرضا'],
  ['ශ්\u200dරී', 'ශ්\u200dරී'],
  ['क्\u200dष', 'क्\u200dष'],
  ['\u200eAna', 'Ana'],
  ['Ana\u200f', 'Ana'],
  ['Ma\u00adria', 'Maria'],
  ['\ufeffBen', 'Ben'],
  ['Ana\u200d', 'Ana'],
  ['Ana 👨‍👩‍👧', 'Ana 👨‍👩‍👧'],
])('C-32: %j is the name %j', (text, name) => expect(normaliseName(text)).toBe(name))

test.each([['An\u200da'], ['An\u200ca'], ['علی\u200dرضا'], ['林\u200d美']])(
  'C-32: a joiner between letters that do not need one is refused: %j',
  (text) => expect(normaliseName(text)).toBeNull(),
)

test('C-32 A-13: with and without a joiner it is the same person', () => {
  expect(beside('علیرضا', 'علی\u200cرضا')).toBe('name-confusable')
})

test.each([
  ['classic:001/1', true],
  ['Classic:001/1', true],
  ['ｃlassic：001/1', true],
  ['сlаssіс꞉001/1', true],
  ['classic·001/1', true],
  ['Classical Music', false],
  ['Classic Cars', false],
  ['Ana: office', false],
])('A-13 S-40: %j is a name of older clients: %s', (text, classic) => {
  const name = nameFrom(text)
  expect(name !== null && isClassicName(name)).toBe(classic)
})
