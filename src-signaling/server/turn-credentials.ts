import { createHmac } from 'node:crypto'

import type { IceServers } from '../protocol/index.ts'
import { isTurnUrl } from '../protocol/index.ts'
import type { OfficeSettings } from './office-settings.ts'

/** What a TURN server asks for (RFC 8656 §9: long-term credentials). */
export interface TurnCredentials {
  readonly username: string
  readonly credential: string
}

/**
 * Credentials that end by themselves, made from a secret that only the host and the TURN server know: what coturn calls
 * `use-auth-secret` (draft-uberti-behave-turn-rest-00 §2.2). Pure.
 * @param id whose they are: the TURN server counts its quotas by it
 * @param expiresAt seconds since 1970, wall clock
 */
export function timeLimitedCredentials(secret: string, id: string, expiresAt: number): TurnCredentials {
  const username = `${expiresAt}:${id}`
  return { username, credential: createHmac('sha1', secret).update(username).digest('base64') }
}

/**
 * For a call, at most, seconds. A TURN server asks for them when it gives an address; what is given goes on (RFC 8656 §7), so a longer call
 * lives, and asks anew when it needs a new path.
 */
const CALL_LIFETIME = 3_600

/** Credentials for a try before a call are of no use for calling, seconds. */
const TRY_LIFETIME = 120

/**
 * The servers with credentials for one device. Pure.
 * @param use for a call, or for a try before one
 * @param now wall clock, ms since 1970
 */
export function serversFor(settings: OfficeSettings, device: string, use: 'call' | 'try', now: number): IceServers {
  const servers = settings.iceServers.map(({ urls, credentials }): IceServers[number] => {
    switch (credentials.kind) {
      case 'none':
        return { urls: [...urls] }
      case 'static':
        // It never ends: nobody gets it without a call. A browser takes no TURN address without one.
        if (use === 'try') return { urls: urls.filter((url) => !isTurnUrl(url)) }
        return { urls: [...urls], username: credentials.username, credential: credentials.credential }
      case 'time-limited': {
        const lifetime = use === 'try' ? TRY_LIFETIME : Math.min(CALL_LIFETIME, credentials.lifetimeSeconds)
        const expiresAt = Math.floor(now / 1_000) + lifetime
        return { urls: [...urls], ...timeLimitedCredentials(credentials.secret, device, expiresAt) }
      }
    }
  })
  return servers.filter(({ urls }) => urls.length > 0)
}
