import { expect, test } from 'vitest'

import { refusedSwitch } from '../../../src-main/refused-switches.ts'

const LIST = ['inspect', 'no-sandbox']

test('E-12: a refused switch is found with and without a value, for Node and for Chromium', () => {
  expect(refusedSwitch(LIST, ['--inspect'], () => false)).toBe('--inspect')
  expect(refusedSwitch(LIST, ['--inspect=9229'], () => false)).toBe('--inspect')
  expect(refusedSwitch(LIST, [], (name) => name === 'no-sandbox')).toBe('--no-sandbox')
})

test('E-12: our own switches and look-alikes pass', () => {
  expect(refusedSwitch(LIST, ['--profile', 'second', '--hidden', '--inspector'], () => false)).toBeNull()
})
