import { openLine } from '../../src-signaling/client/open-line.ts'
import type { Clock, SignalingPort } from '../call/ports.ts'
import type { Identity } from './identity.ts'

/** A socket in the page to the host that served it: the web phone's line. */
export function createPageSignaling(identity: Identity, clock: Clock): SignalingPort {
  return {
    open(name, listener) {
      const line = openLine({
        // An unpinned connection is bound to the address the client opened (S-01).
        address: () => ({ url: location.origin, serverIdentity: location.host }),
        name,
        kind: 'web',
        key: identity,
        clock,
        random: Math.random,
        listener,
      })
      const ends = new AbortController()
      // The network is back, or the machine woke up: the old socket is not asked (CALL-RULES "Timers").
      addEventListener('online', () => line.retry(), { signal: ends.signal })
      return {
        ...line,
        close() {
          ends.abort()
          line.close()
        },
      }
    },
  }
}
