import type { DeviceKey } from '../../src-signaling/client/sign-in.ts'
import type { SignedFarewell } from '../../src-signaling/protocol/index.ts'
import { FAREWELL_PATH, farewellText } from '../../src-signaling/protocol/index.ts'
import type { LastWordsPort } from '../call/ports.ts'
import type { HangUp } from '../call/state.ts'

/** `fetchLater` (WHATWG Fetch, "Deferred fetching"): the browser sends it once the document is gone, by whatever way. */
export type FetchLater = (url: string, init: Pick<RequestInit, 'method' | 'body' | 'signal'>) => unknown

export interface Surroundings {
  readonly key: DeviceKey
  /** What the host knows itself by: `location.host` (S-01). */
  readonly serverIdentity: string
  /** Null where the browser has none: the socket is the only way then. */
  readonly fetchLater: FetchLater | null
  /** Registers what is to run when the page goes away. */
  readonly onLeave: (listener: () => void) => unknown
}

/**
 * Leaves the page's farewell with the browser while a call lives. Chromium gives the unload handlers of a closing tab 500 ms to begin: a page that is
 * busy for longer is ended without `pagehide`, and nothing that a page does by itself then is said (F-29).
 */
export function createDeferredFarewell({ key, serverIdentity, fetchLater, onLeave }: Surroundings): LastWordsPort {
  let kept: HangUp['payload'] | null = null
  let takeBack = new AbortController()
  let leaving = false
  // What the socket says now may be lost with the page: the browser says it as well, and the second one is harmless.
  onLeave(() => {
    leaving = true
  })

  async function leave(payload: HangUp['payload'], send: FetchLater, { signal }: AbortController): Promise<void> {
    const { callId, reason } = payload
    const signature = await key.sign(farewellText(callId, reason, serverIdentity))
    if (signal.aborted) return
    const farewell: SignedFarewell = { publicKey: key.publicKey, signature, callId, reason }
    send(FAREWELL_PATH, { method: 'POST', body: JSON.stringify(farewell), signal })
  }

  return {
    keep(command) {
      const payload = command?.payload ?? null
      if (!fetchLater || leaving || (payload?.callId === kept?.callId && payload?.reason === kept?.reason)) return
      kept = payload
      takeBack.abort()
      takeBack = new AbortController()
      // A browser may refuse it (quota, permissions policy); the socket is left.
      if (payload) leave(payload, fetchLater, takeBack).catch(() => {})
    },
  }
}

/** The farewell of this page. */
export function createPageFarewell(key: DeviceKey): LastWordsPort {
  const { fetchLater = null } = globalThis as { readonly fetchLater?: FetchLater }
  return createDeferredFarewell({
    key,
    serverIdentity: location.host,
    fetchLater: fetchLater && ((url, init) => fetchLater(url, init)),
    onLeave: (listener) => addEventListener('pagehide', listener),
  })
}

/** Where the line is not the page's own, whoever holds it sees the page go. */
export const noLastWords: LastWordsPort = { keep: () => {} }
