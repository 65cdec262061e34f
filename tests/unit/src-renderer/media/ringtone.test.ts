import { afterEach, expect, test, vi } from 'vitest'

import { createRingtones } from '../../../../src-renderer/media/ringtone.ts'
import { createSettingsStore } from '../../../../src-renderer/settings/settings-store.ts'
import { fakeClock } from '../../../support/fake-clock.ts'
import { memoryStorage } from '../../../support/memory-storage.ts'

afterEach(() => vi.unstubAllGlobals())

/** A page in which nobody has done anything yet. @param policy what Firefox would say */
function setUp({ free, policy }: { readonly free: boolean; readonly policy?: string }) {
  vi.stubGlobal('navigator', {
    userActivation: { hasBeenActive: false },
    ...(policy === undefined ? {} : { getAutoplayPolicy: () => policy }),
  })
  vi.stubGlobal('addEventListener', () => {})
  const settings = createSettingsStore(memoryStorage(), new EventTarget())
  return createRingtones({ settings, known: () => [], look: () => {}, clock: fakeClock(), free })
}

test('U-10: where a page may play without a gesture nobody is asked to turn on ringing', () => {
  expect(setUp({ free: true }).allowed()).toBe(true)
  expect(setUp({ free: false }).allowed()).toBe(false)
  expect(setUp({ free: false, policy: 'allowed' }).allowed()).toBe(true)
  expect(setUp({ free: false, policy: 'disallowed' }).allowed()).toBe(false)
})

test('C-16: a browser without sound does not stop a ring, and nothing of it is left', () => {
  vi.stubGlobal('AudioContext', undefined)
  const ringtones = setUp({ free: true })
  const stop = ringtones.play('ring')
  ringtones.sample('ring')
  stop()
  ringtones.play('ended')
  expect(ringtones.count()).toBe(0)
})
