import { expect, test } from 'vitest'

import type { PhoneState } from '../../../src-main/ipc/contract.ts'
import { trayPicture } from '../../../src-main/tray-state.ts'

const calm: PhoneState = {
  name: 'Ana',
  availability: 'free',
  call: 'none',
  callId: null,
  online: true,
  missed: 0,
  others: 3,
  language: 'en',
}

test('what needs a person wins in the tray: a ring, a call, a missed call, then the rest', () => {
  const busy: PhoneState = { ...calm, availability: 'do-not-disturb', missed: 2, online: false }
  expect(trayPicture({ ...busy, call: 'ringing' }, 'on')).toBe('ringing')
  expect(trayPicture({ ...busy, call: 'live' }, 'on')).toBe('in-call')
  expect(trayPicture(busy, 'on')).toBe('missed')
  expect(trayPicture({ ...busy, missed: 0 }, 'on')).toBe('offline')
  expect(trayPicture({ ...busy, missed: 0, online: true }, 'on')).toBe('dnd')
  expect(trayPicture(calm, 'on')).toBe('idle-host')
  expect(trayPicture(calm, 'off')).toBe('idle')
})
