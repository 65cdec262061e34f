import type { DeviceKey } from '../../src-signaling/client/sign-in.ts'
import type { Clock } from '../call/ports.ts'
import { within } from '../within.ts'
import type { KeyStore } from './key-store.ts'
import { keepKey, readKey, tidyKeys } from './key-store.ts'

/** Who this tab is (S-01, UX "First minute"). */
export interface Identity extends DeviceKey {
  /** Names what is stored for this person. */
  readonly storageKey: string
}

/** Which person this tab is, before its key is known. */
export interface Claim {
  readonly id: string
  /** The browser's own person, whose name and recents stay. */
  readonly lasting: boolean
  readonly storageKey: string
}

const MAIN = 'main'
/** What this tab was last time: survives a reload, and is copied when a tab is duplicated. */
const TAB_KEY = 'ringdown-tab'
/** After a reload the old page's lock is freed a moment later, ms. */
const LOCK_PATIENCE = 1_500

/**
 * The first tab takes the browser's stored identity and holds it with a Web Lock; each further tab is a person of its own,
 * kept for that tab; a copied tab that cannot get the lock makes a new one.
 * @param alone the desktop app has one page only: it is always the same person, also right after its page died
 * @param tab storage of this tab
 */
export async function claimIdentity(alone: boolean, tab: Storage, clock: Clock): Promise<Claim> {
  const id = alone ? await claimMain(clock) : await claim(tab.getItem(TAB_KEY), clock)
  try {
    tab.setItem(TAB_KEY, id)
  } catch {
    // After a reload it is another person: nothing can be kept here.
  }
  return { id, lasting: id === MAIN, storageKey: `ringdown-${id}` }
}

async function claimMain(clock: Clock): Promise<string> {
  await hold(MAIN, LOCK_PATIENCE, clock)
  return MAIN
}

async function claim(remembered: string | null, clock: Clock): Promise<string> {
  if (remembered && (await hold(remembered, LOCK_PATIENCE, clock))) return remembered
  if (!remembered && (await hold(MAIN, 0, clock))) return MAIN
  const fresh = base64url(crypto.getRandomValues(new Uint8Array(16)))
  await hold(fresh, 0, clock)
  return fresh
}

/** Holds the lock of an identity for as long as this page lives. */
function hold(id: string, patience: number, clock: Clock): Promise<boolean> {
  // Only a secure context has locks; without them every tab would be the same person, so each is its own.
  const locks = navigator.locks as LockManager | undefined
  if (!locks) return Promise.resolve(id !== MAIN)
  return new Promise((resolve) => {
    const waiting = new AbortController()
    const giveUp = () => {
      waiting.abort()
      resolve(false)
    }
    const stop = clock.after(Math.max(patience, LOCK_PATIENCE), giveUp)
    const keep = (lock: Lock | null) => {
      stop()
      resolve(lock !== null)
      return lock ? new Promise<void>(() => {}) : undefined
    }
    const options = patience > 0 ? { signal: waiting.signal } : { ifAvailable: true }
    locks.request(`ringdown-identity-${id}`, options, keep).catch(giveUp)
  })
}

export interface LoadOptions {
  readonly claim: Claim
  readonly open: () => Promise<KeyStore>
  readonly clock: Clock
  /** How long the store is waited for, ms. */
  readonly patience: number
  /** Wall clock, ms since the epoch. */
  readonly now: () => number
  /** The store answered after all, and has another key than the one that is used: a page that starts anew would be that person. */
  readonly late: () => void
}

/** A store that reads but does not write in this time, ms, is one that cannot write. */
const WRITE_PATIENCE = 1_000

/** The key of this person, from the store or made now; it lives in memory when it cannot be stored. */
export async function loadIdentity(
  options: LoadOptions,
): Promise<{ readonly identity: Identity; readonly kept: boolean }> {
  const { claim: claimed, clock, patience, late } = options
  let made: Promise<CryptoKeyPair> | null = null
  // One new key at most: a store that answers late stores the one that is used.
  const fresh = () => (made ??= makeKey())
  const loading = fromStore(options, fresh)
  const loaded = await within(clock, patience, loading).catch(() => null)
  if (!loaded) {
    loading.then(
      ({ stored }) => stored && late(),
      () => {},
    )
  }
  const pair = loaded?.pair ?? (await fresh())
  return { identity: await identityOf(claimed, pair), kept: loaded?.kept ?? false }
}

interface Loaded {
  readonly pair: CryptoKeyPair
  readonly kept: boolean
  /** It was there already. */
  readonly stored: boolean
}

async function fromStore(options: LoadOptions, fresh: () => Promise<CryptoKeyPair>): Promise<Loaded> {
  const { open, clock, now } = options
  const { id } = options.claim
  const store = await open()
  const stored = await readKey(store, id)
  const pair = stored?.pair ?? (await fresh())
  const kept = await within(clock, WRITE_PATIENCE, keepKey(store, id, pair, now())).catch(() => false)
  void tidyKeys(store, [MAIN, id], now()).finally(() => store.close())
  return { pair, kept, stored: stored !== null }
}

async function identityOf({ storageKey, lasting }: Claim, pair: CryptoKeyPair): Promise<Identity> {
  const raw = await crypto.subtle.exportKey('raw', pair.publicKey)
  return {
    publicKey: base64url(new Uint8Array(raw)),
    lasting,
    storageKey,
    async sign(text) {
      const algorithm = { name: 'ECDSA', hash: 'SHA-256' }
      const signature = await crypto.subtle.sign(algorithm, pair.privateKey, new TextEncoder().encode(text))
      return base64url(new Uint8Array(signature))
    },
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
