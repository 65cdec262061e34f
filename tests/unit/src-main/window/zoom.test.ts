import { expect, test } from 'vitest'

import { isQuitKey, zoomed, zoomKey } from '../../../../src-main/window/zoom.ts'

const press = (key: string, code: string, held: object = { control: true }) => ({
  type: 'keyDown' as const,
  key,
  code,
  control: false,
  meta: false,
  alt: false,
  shift: false,
  ...held,
})

test('C-47: Ctrl with +, − and 0 zooms, from any row and in any layout', () => {
  for (const [key, code] of [
    ['+', 'Equal'],
    ['=', 'Equal'],
    ['+', 'BracketRight'],
    ['+', 'NumpadAdd'],
  ] as const) {
    expect(zoomKey(press(key, code), 'linux'), key).toBe('in')
  }
  expect(zoomKey(press('-', 'Minus'), 'win32')).toBe('out')
  expect(zoomKey(press('-', 'Slash'), 'win32')).toBe('out')
  expect(zoomKey(press('-', 'NumpadSubtract'), 'win32')).toBe('out')
  expect(zoomKey(press('0', 'Digit0'), 'linux')).toBe('normal')
  expect(zoomKey(press('à', 'Digit0'), 'linux')).toBe('normal')
})

test('C-47: on macOS it is Command; other keys, and with Alt, are left to the page', () => {
  expect(zoomKey(press('+', 'Equal', { meta: true }), 'darwin')).toBe('in')
  expect(zoomKey(press('+', 'Equal'), 'darwin')).toBeNull()
  expect(zoomKey(press('+', 'Equal', {}), 'linux')).toBeNull()
  expect(zoomKey(press('+', 'Equal', { control: true, alt: true }), 'linux')).toBeNull()
  expect(zoomKey({ ...press('+', 'Equal'), type: 'keyUp' }, 'linux')).toBeNull()
  expect(zoomKey(press('m', 'KeyM'), 'linux')).toBeNull()
})

test('C-47: it goes step by step to an end on both sides, and back to the system’s size', () => {
  expect(zoomed(1, 'in')).toBe(1.1)
  expect(zoomed(1, 'out')).toBe(0.9)
  expect(zoomed(1.1000000001, 'out')).toBe(1)
  expect(zoomed(3, 'in')).toBe(3)
  expect(zoomed(0.5, 'out')).toBe(0.5)
  expect(zoomed(2.5, 'normal')).toBe(1)
})

test('D-6: Ctrl Q quits where no menu has it', () => {
  expect(isQuitKey(press('q', 'KeyQ'), 'linux')).toBe(true)
  expect(isQuitKey(press('q', 'KeyQ', { control: true, shift: true }), 'linux')).toBe(false)
  expect(isQuitKey(press('q', 'KeyQ'), 'win32')).toBe(false)
  expect(isQuitKey(press('q', 'KeyQ', { meta: true }), 'darwin')).toBe(false)
})
