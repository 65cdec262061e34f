import { expect, test } from 'vitest'

import { loadIdentity } from '../../../../src-renderer/signaling/identity.ts'
import type { KeyStore, StoredKey } from '../../../../src-renderer/signaling/key-store.ts'
import { fakeClock } from '../../../support/fake-clock.ts'

const DAY = 86_400_000
const NOW = 100 * DAY
const never = () => new Promise<never>(() => {})
const makePair = () => crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
const nameOf = async ({ publicKey }: CryptoKeyPair) =>
  Buffer.from(await crypto.subtle.exportKey('raw', publicKey)).toString('base64url')

/** A store with these entries; any of its ways may be broken. */
function store(entries: Readonly<Record<string, unknown>> = {}, broken: Partial<KeyStore> = {}) {
  const kept = new Map<string, unknown>(Object.entries(entries))
  const it: KeyStore = {
    read: async (id) => kept.get(id),
    write: async (id, key) => void kept.set(id, key),
    ids: async () => [...kept.keys()],
    remove: async (id) => void kept.delete(id),
    close: () => {},
    ...broken,
  }
  return { kept, open: async () => it }
}

const claim = { id: 'main', lasting: true, storageKey: 'ringdown-main' }
function load(open: () => Promise<KeyStore>) {
  const clock = fakeClock()
  let late = 0
  const loading = loadIdentity({ claim, open, clock, patience: 2_500, now: () => NOW, late: () => void (late += 1) })
  return { loading, clock, late: () => late }
}
const stored = async (usedAt = NOW): Promise<StoredKey> => ({ pair: await makePair(), usedAt })

test('C-14: a key that was read is used although it cannot be written', async () => {
  const key = await stored()
  const broken = {
    write: async () => {
      throw new DOMException('disk full', 'QuotaExceededError')
    },
  }
  const { identity, kept } = await load(store({ main: key }, broken).open).loading
  expect([identity.publicKey, kept]).toEqual([await nameOf(key.pair), false])
})

test('C-14: nor is it lost to a record of another tab that is no key, or to a list that cannot be read', async () => {
  const key = await stored()
  const disk = store({ main: key, tab: { pair: 'damaged' }, other: null, old: await stored(NOW - 8 * DAY) })
  const { identity, kept } = await load(disk.open).loading
  expect([identity.publicKey, kept]).toEqual([await nameOf(key.pair), true])
  await expect.poll(() => disk.kept.has('old')).toBe(false)
  expect(disk.kept.has('tab')).toBe(true)
  const listless = store({ main: key }, { ids: () => Promise.reject(new Error('broken')) })
  expect((await load(listless.open).loading).identity.publicKey).toBe(await nameOf(key.pair))
})

test('C-14: a write that never ends is not waited for, and the key that was read is used', async () => {
  const key = await stored()
  const { loading, clock } = load(store({ main: key }, { write: never }).open)
  await expect.poll(() => clock.waiting()).toBe(2)
  clock.pass(1_000)
  const { identity, kept } = await loading
  expect([identity.publicKey, kept]).toEqual([await nameOf(key.pair), false])
})

test('C-15: a store that never answers is not waited for: this person lives as long as the page', async () => {
  const { loading, clock, late } = load(never)
  clock.pass(2_500)
  const { identity, kept } = await loading
  expect(identity.publicKey).toHaveLength(87)
  expect([kept, late()]).toEqual([false, 0])
})

test('C-15: one that answers late with a person of its own says so; without one it keeps the key that is used', async () => {
  const key = await stored()
  const disk = store({ main: key })
  let open: (it: KeyStore) => void = () => {}
  const opening = new Promise<KeyStore>((resolve) => (open = resolve))
  const first = load(() => opening)
  first.clock.pass(2_500)
  await first.loading
  open(await disk.open())
  await expect.poll(first.late).toBe(1)

  const empty = store()
  const again = new Promise<KeyStore>((resolve) => (open = resolve))
  const second = load(() => again)
  second.clock.pass(2_500)
  const { identity } = await second.loading
  open(await empty.open())
  await expect.poll(() => empty.kept.has('main')).toBe(true)
  expect(await nameOf((empty.kept.get('main') as StoredKey).pair)).toBe(identity.publicKey)
  expect(second.late()).toBe(0)
})
