import { expect, test } from 'vitest'

import type { PhoneState } from '../../../src-main/ipc/contract.ts'
import { trayPicture, untilTomorrowMorning } from '../../../src-main/tray-state.ts'

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

test('tomorrow morning is nine o’clock of the next day, also just after midnight', () => {
  expect(untilTomorrowMorning(new Date(2026, 10, 24, 17))).toBe(16 * 3_600_000)
  expect(untilTomorrowMorning(new Date(2026, 10, 24, 0, 30))).toBe(32.5 * 3_600_000)
})
