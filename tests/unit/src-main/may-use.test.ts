import { expect, test } from 'vitest'

import { mayOpen, mayUse, systemAsks } from '../../../src-main/may-use.ts'

/** Electron's names for them. */
const ALL = `
  accessibility-events background-sync clipboard-read clipboard-sanitized-write display-capture
  fullscreen geolocation hid idle-detection keyboardLock media mediaKeySystem midi midiSysex
  notifications openExternal pointerLock screen-wake-lock serial speaker-selection storage-access
  top-level-storage-access unknown usb window-management fileSystem local-fonts
`
  .trim()
  .split(/\s+/)
const GRANTED = ['clipboard-sanitized-write', 'media', 'notifications', 'screen-wake-lock', 'speaker-selection']

test('E-05: the phone’s own pages get what a phone needs, and nothing else', () => {
  for (const page of ['ringdown-app://phone/', 'ringdown-app://phone/ring.html', 'ringdown-app://phone']) {
    expect(ALL.filter((permission) => mayUse(permission, page))).toEqual(GRANTED)
  }
})

test('E-05: no other page gets anything', () => {
  const others = [
    '',
    'https://phone/',
    'ringdown-app://other/',
    'ringdown-app://phone.evil/',
    'file:///x',
    'about:blank',
  ]
  for (const page of others) expect(ALL.filter((permission) => mayUse(permission, page))).toEqual([])
})

test('A-18, E-05: microphone and camera are opened; the screen, by a request without media types or with others, is not', () => {
  expect(mayOpen(['audio'])).toBe(true)
  expect(mayOpen(['video', 'audio'])).toBe(true)
  expect(mayOpen([])).toBe(false)
  expect(mayOpen(undefined)).toBe(false)
  expect(mayOpen(['audio', 'screen'])).toBe(false)
})

test('I-19: when Chromium begins to ask for the local network, calls go on', () => {
  for (const permission of ['local-network', 'local-network-access', 'loopback-network']) {
    expect(mayUse(permission, 'ringdown-app://phone/')).toBe(true)
    expect(mayUse(permission, 'https://phone/')).toBe(false)
  }
})

test('D-13: macOS is asked for each device that the page asks for', () => {
  expect(systemAsks(['audio'])).toEqual(['microphone'])
  expect(systemAsks(['video', 'audio'])).toEqual(['microphone', 'camera'])
})
