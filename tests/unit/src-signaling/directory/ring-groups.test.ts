import { expect, test } from 'vitest'

import { cleanLine } from '../../../../src-signaling/directory/clean-text.ts'
import { groupNamed, joinGroup, noGroups, normaliseGroup } from '../../../../src-signaling/directory/ring-groups.ts'

test.each([
  ['001', '001'],
  ['００１', '001'],
  ['٠٠١', '001'],
  ['०१९', '019'],
  ['𝟘𝟘𝟙', '001'],
  ['  Sales  North ', 'Sales North'],
  ['ﬁnance', 'finance'],
  ['\u3164', null],
  ['a\u3164', null],
  ['a\u202eb', null],
  ['', null],
  ['.hidden', null],
])('A-13: the group %j has the form %j', (text, name) => expect(normaliseGroup(text)).toBe(name))

test('A-13: groups that look alike are one, or the second is refused', () => {
  const groups = joinGroup(joinGroup(noGroups, '001', 'ana'), 'Sales', 'ana')
  expect(groupNamed(groups, '００１')).toBe('001')
  expect(groupNamed(groups, '٠٠١')).toBe('001')
  expect(groupNamed(groups, 'sales')).toBe('Sales')
  for (const alike of ['OO1', '00l', 'Ѕаlеѕ', 'SaIes']) expect(groupNamed(groups, alike), alike).toBeNull()
  expect(groupNamed(groups, '002')).toBe('002')
  expect(groupNamed(groups, 'Support')).toBe('Support')
})

test.each([
  ['invoice 4411', 'invoice 4411'],
  ['two\r\nlines', 'two lines'],
  ['a\0b', 'a b'],
  ['\u202egnp.exe\u202c', 'gnp.exe'],
  ['\u2066x\u2069', 'x'],
  ['half \ud83d of it', 'half  of it'],
  ['😀 whole', '😀 whole'],
  ['علی\u200cرضا', 'علی\u200cرضا'],
  ['\n\u202e', null],
  ['', null],
])('A-13: the subject %j is shown as %j', (text, shown) => expect(cleanLine(text)).toBe(shown))
