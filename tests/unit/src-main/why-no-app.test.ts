import { expect, test } from 'vitest'

import { findElectron } from '../../../src-main/find-electron.mjs'
import { whyNoApp } from '../../../src-main/why-no-app.mjs'

const screen = { DISPLAY: ':0' }

test('on Linux the app needs a display and somebody who is not root', () => {
  expect(whyNoApp({ platform: 'linux', uid: 1_000, environment: {} })).toBe('there is no display here')
  expect(whyNoApp({ platform: 'linux', uid: 0, environment: screen })).toBe('it does not run as root')
  expect(whyNoApp({ platform: 'linux', uid: 1_000, environment: screen })).toBeNull()
  expect(whyNoApp({ platform: 'linux', uid: 1_000, environment: { WAYLAND_DISPLAY: 'wayland-0' } })).toBeNull()
})

test('elsewhere there is always a display', () => {
  expect(whyNoApp({ platform: 'win32', uid: null, environment: {} })).toBeNull()
  expect(whyNoApp({ platform: 'darwin', uid: 501, environment: {} })).toBeNull()
})

test('ELECTRON_PATH is taken at its word, or said to be wrong', async () => {
  const before = process.env['ELECTRON_PATH']
  process.env['ELECTRON_PATH'] = process.execPath
  await expect(findElectron()).resolves.toEqual({ status: 'found', path: process.execPath })
  process.env['ELECTRON_PATH'] = '/nowhere/electron'
  await expect(findElectron()).resolves.toEqual({ status: 'missing', why: 'ELECTRON_PATH names no file' })
  if (before === undefined) delete process.env['ELECTRON_PATH']
  else process.env['ELECTRON_PATH'] = before
})
