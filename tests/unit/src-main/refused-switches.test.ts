import { expect, test } from 'vitest'

import { refusalOf, refusedSwitch } from '../../../src-main/refused-switches.ts'

const LIST = ['inspect', 'no-sandbox']

test('E-12: a refused switch is found with and without a value, for Node and for Chromium', () => {
  expect(refusedSwitch(LIST, ['--inspect'], () => false)).toBe('--inspect')
  expect(refusedSwitch(LIST, ['--inspect=9229'], () => false)).toBe('--inspect')
  expect(refusedSwitch(LIST, [], (name) => name === 'no-sandbox')).toBe('--no-sandbox')
})

test('E-12: our own switches and look-alikes pass', () => {
  expect(refusedSwitch(LIST, ['--profile', 'second', '--hidden', '--inspector'], () => false)).toBeNull()
})

test.each(['--no-sandbox', '--disable-setuid-sandbox', '--disable-namespace-sandbox'])(
  'I-1, C-26: a start without a sandbox says what to install instead: %s',
  (flag) => {
    expect(refusalOf(flag, 'linux', 'Install the package.')).toBe(
      `Ringdown does not start with ${flag}.\nInstall the package.`,
    )
    expect(refusalOf(flag, 'win32', 'Install the package.')).toBe(`Ringdown does not start with ${flag}.`)
  },
)

test('I-1: a start that is refused for anything else names the switch', () => {
  expect(refusalOf('--inspect', 'linux', 'Install the package.')).toBe('Ringdown does not start with --inspect.')
})
