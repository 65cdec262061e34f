import { createHmac } from 'node:crypto'

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
