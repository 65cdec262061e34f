import { openDB } from 'idb'

/** The key of a person of this browser. */
export interface StoredKey {
  readonly pair: CryptoKeyPair
  readonly usedAt: number
}

/** Where keys lie; the browser's is IndexedDB. Any of it may reject, or never answer. */
export interface KeyStore {
  read(id: string): Promise<unknown>
  write(id: string, key: StoredKey): Promise<void>
  ids(): Promise<readonly string[]>
  remove(id: string): Promise<void>
  close(): void
}

/** Keys of per-tab persons that nobody used for so long are deleted, ms. */
const STALE = 7 * 86_400_000

export async function indexedKeys(): Promise<KeyStore> {
  const database = await openDB('ringdown-keys', 1, { upgrade: (fresh) => void fresh.createObjectStore('keys') })
  return {
    read: (id) => database.get('keys', id),
    write: async (id, key) => void (await database.put('keys', key, id)),
    ids: async () => (await database.getAllKeys('keys')).map(String),
    remove: (id) => database.delete('keys', id),
    close: () => database.close(),
  }
}

const isPair = (pair: unknown): pair is CryptoKeyPair => {
  const { privateKey, publicKey } = (pair ?? {}) as Partial<CryptoKeyPair>
  return privateKey instanceof CryptoKey && publicKey instanceof CryptoKey
}

/** What is stored under an id; null when nothing is, or something that is no key. @throws what the store throws */
export async function readKey(store: KeyStore, id: string): Promise<StoredKey | null> {
  const { pair, usedAt } = ((await store.read(id)) ?? {}) as Partial<StoredKey>
  return isPair(pair) ? { pair, usedAt: typeof usedAt === 'number' ? usedAt : 0 } : null
}

/** Stores the key that is used now. @returns whether it is stored: a key that was read is as good when it is not (C-14) */
export async function keepKey(store: KeyStore, id: string, pair: CryptoKeyPair, now: number): Promise<boolean> {
  try {
    await store.write(id, { pair, usedAt: now })
    return true
  } catch {
    return false
  }
}

/** Deletes keys of tabs that are long gone. What cannot be read or deleted stays, and stops nothing. @param keep ids that never go */
export async function tidyKeys(store: KeyStore, keep: readonly string[], now: number): Promise<void> {
  const ids = await store.ids().catch(() => [])
  for (const id of ids) {
    if (keep.includes(id)) continue
    const key = await readKey(store, id).catch(() => null)
    if (key && now - key.usedAt > STALE) await store.remove(id).catch(() => {})
  }
}
