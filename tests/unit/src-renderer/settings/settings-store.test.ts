import { expect, test, vi } from 'vitest'

import { createProfileStore } from '../../../../src-renderer/settings/profile-store.ts'
import { createSettingsStore } from '../../../../src-renderer/settings/settings-store.ts'
import { memoryStorage } from '../../../support/memory-storage.ts'

test('a change is kept and told', () => {
  const storage = memoryStorage()
  const store = createSettingsStore(storage, new EventTarget())
  const told = vi.fn()
  store.subscribe(told)
  store.change({ theme: 'dark' })
  expect(told).toHaveBeenCalledTimes(1)
  expect(createSettingsStore(storage, new EventTarget()).get().theme).toBe('dark')
})

test('F-56: one damaged value falls back to its default, and the others stay', () => {
  const storage = memoryStorage({ 'ringdown-settings': '{"theme":"dark","ringerVolume":"loud","language":"klingon"}' })
  expect(createSettingsStore(storage, new EventTarget()).get()).toMatchObject({
    theme: 'dark',
    ringerVolume: 0.7,
    language: 'system',
  })
})

test('F-56: torn settings are the defaults, not an accident', () => {
  const whole = createSettingsStore(memoryStorage(), new EventTarget()).get()
  const torn = createSettingsStore(memoryStorage({ 'ringdown-settings': '{"theme":"da' }), new EventTarget())
  expect(torn.get()).toEqual(whole)
})

test('F-74: what cannot be stored holds for this page and is said', () => {
  const storage = memoryStorage()
  storage.full = true
  const store = createSettingsStore(storage, new EventTarget())
  store.change({ theme: 'dark' })
  expect(store.get().theme).toBe('dark')
  expect(store.failed()).toBe(true)
  storage.full = false
  store.change({ theme: 'light' })
  expect(store.failed()).toBe(false)
})

test('what another tab changes is followed until the store is closed', () => {
  const storage = memoryStorage()
  const events = new EventTarget()
  const store = createSettingsStore(storage, events)
  const elsewhere = (theme: string) => {
    storage.setItem('ringdown-settings', JSON.stringify({ theme }))
    events.dispatchEvent(Object.assign(new Event('storage'), { key: 'ringdown-settings' }))
  }
  elsewhere('dark')
  expect(store.get().theme).toBe('dark')
  store.close()
  elsewhere('light')
  expect(store.get().theme).toBe('dark')
})

test('name and groups are kept for the next visit; a damaged name is no name', () => {
  const storage = memoryStorage()
  createProfileStore(storage).change({ name: 'Ana', groups: ['001'] })
  expect(createProfileStore(storage).get()).toEqual({ name: 'Ana', groups: ['001'] })
  const damaged = memoryStorage({ 'ringdown-profile': '{"name":7,"groups":["001"]}' })
  expect(createProfileStore(damaged).get()).toEqual({ name: null, groups: ['001'] })
})

test('B-13: however many favourites there are, none is lost by a reload, and one damaged entry loses no other', () => {
  const storage = memoryStorage()
  const many = Array.from({ length: 700 }, (_, index) => `contact-${index}`)
  createSettingsStore(storage, new EventTarget()).change({ favourites: many })
  expect(createSettingsStore(storage, new EventTarget()).get().favourites).toEqual(many)
  const damaged = memoryStorage({ 'ringdown-settings': JSON.stringify({ favourites: ['a', 7, 'x'.repeat(65), 'b'] }) })
  expect(createSettingsStore(damaged, new EventTarget()).get().favourites).toEqual(['a', 'b'])
})

test('B-13: what is kept holds in this page already: nothing is there until the reload', () => {
  const storage = memoryStorage()
  const store = createSettingsStore(storage, new EventTarget())
  store.change({ favourites: Array.from({ length: 6_000 }, (_, index) => `contact-${index}`) })
  expect(createSettingsStore(storage, new EventTarget()).get()).toEqual(store.get())
})
