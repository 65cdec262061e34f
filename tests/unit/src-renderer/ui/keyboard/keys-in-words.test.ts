import { expect, test } from 'vitest'

import { keysInWords } from '../../../../../src-renderer/ui/keyboard/keys-in-words.ts'

test('keys are named as they are printed on the keyboard of the system', () => {
  expect(keysInWords('Control+Shift+D', false)).toBe('Ctrl Shift D')
  expect(keysInWords('Control+Enter', true)).toBe('⌘ ↩')
})
