import { openDB } from 'idb'

import type { DeviceKey } from '../../src-signaling/client/sign-in.ts'

/** Who this tab is (S-01, UX "First minute"). */
export interface Identity extends DeviceKey {
  /** Names what is stored for this person. */
  readonly storageKey: string
}

const MAIN = 'main'
/** What this tab was last time: survives a reload, and is copied when a tab is duplicated. */
const TAB_KEY = 'ringdown-tab'
/** After a reload the old page's lock is freed a moment later, ms. */
const LOCK_PATIENCE = 1_500
/** Keys of per-tab persons that nobody used for so long are deleted, ms. */
const STALE = 7 * 86_400_000

interface StoredKey {
  readonly pair: CryptoKeyPair
  readonly usedAt: number
}

/**
 * The first tab takes the browser's stored identity and holds it with a Web Lock; each further tab is a person of its own,
 * kept for that tab; a copied tab that cannot get the lock makes a new one. Without storage the key lives in memory.
 * @param alone the desktop app has one page only: it is always the same person, also right after its page died
 */
export async function openIdentity(alone: boolean): Promise<Identity> {
  const id = alone ? await claimMain() : await claim(sessionStorage.getItem(TAB_KEY))
  sessionStorage.setItem(TAB_KEY, id)
  const pair = await loadOrMake(id)
  const raw = await crypto.subtle.exportKey('raw', pair.publicKey)
  return {
    publicKey: base64url(new Uint8Array(raw)),
    lasting: id === MAIN,
    storageKey: `ringdown-${id}`,
    async sign(text) {
      const algorithm = { name: 'ECDSA', hash: 'SHA-256' }
      const signature = await crypto.subtle.sign(algorithm, pair.privateKey, new TextEncoder().encode(text))
      return base64url(new Uint8Array(signature))
    },
  }
}

async function claimMain(): Promise<string> {
  await hold(MAIN, LOCK_PATIENCE)
  return MAIN
}

async function claim(remembered: string | null): Promise<string> {
  if (remembered && (await hold(remembered, LOCK_PATIENCE))) return remembered
  if (!remembered && (await hold(MAIN, 0))) return MAIN
  const fresh = crypto.randomUUID()
  await hold(fresh, 0)
  return fresh
}

/** Holds the lock of an identity for as long as this page lives. */
function hold(id: string, patience: number): Promise<boolean> {
  // Only a secure context has locks; without them every tab would be the same person, so each is its own.
  if (!navigator.locks) return Promise.resolve(id !== MAIN)
  return new Promise((resolve) => {
    const keep = (lock: Lock | null) => {
      resolve(lock !== null)
      return lock ? new Promise<void>(() => {}) : undefined
    }
    const name = `ringdown-identity-${id}`
    const options = patience > 0 ? { signal: AbortSignal.timeout(patience) } : { ifAvailable: true }
    navigator.locks.request(name, options, keep).catch(() => resolve(false))
  })
}

async function loadOrMake(id: string): Promise<CryptoKeyPair> {
  try {
    const database = await openDB('ringdown-keys', 1, { upgrade: (fresh) => void fresh.createObjectStore('keys') })
    const stored = (await database.get('keys', id)) as StoredKey | undefined
    const pair = stored?.pair ?? (await makeKey())
    await database.put('keys', { pair, usedAt: Date.now() } satisfies StoredKey, id)
    for (const other of await database.getAllKeys('keys')) {
      const key = (await database.get('keys', other)) as StoredKey | undefined
      if (other !== MAIN && key && Date.now() - key.usedAt > STALE) await database.delete('keys', other)
    }
    database.close()
    return pair
  } catch {
    return makeKey()
  }
}

/** P-256, not extractable: the private key never leaves the browser. */
const makeKey = (): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])

export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
