import { expect, test } from 'vitest'

import { mayUse } from '../../../src-main/may-use.ts'

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
