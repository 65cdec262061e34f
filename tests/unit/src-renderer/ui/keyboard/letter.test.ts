import { expect, test } from 'vitest'

import { letterOf } from '../../../../../src-renderer/ui/keyboard/letter.ts'

test.each<[string, string, string | null, string]>([
  ['m', 'KeyM', 'm', 'US'],
  ['M', 'KeyM', 'm', 'with Caps Lock'],
  ['ь', 'KeyM', 'm', 'Russian'],
  ['μ', 'KeyM', 'm', 'Greek'],
  ['ة', 'KeyM', 'm', 'Arabic'],
  ['ה', 'KeyV', 'v', 'Hebrew'],
  ['m', 'Semicolon', 'm', 'AZERTY, where M lies elsewhere'],
  [',', 'KeyM', null, 'AZERTY, on the place of M: a comma stays a comma'],
  ['Enter', 'Enter', null, 'no letter'],
  ['F5', 'F5', null, 'a function key'],
  ['Process', 'KeyM', null, 'an input method that has not decided yet'],
  ['1', 'Digit1', null, 'a digit'],
])('C-35: the key %s (%s) is the letter %s: %s', (key, code, letter, _why) => {
  expect(letterOf({ key, code })).toBe(letter)
})
