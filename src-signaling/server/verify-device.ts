import { createHash, createPublicKey, verify } from 'node:crypto'

import type { DeviceId, SignedFarewell, SignIn } from '../protocol/index.ts'
import { farewellText, signInText } from '../protocol/index.ts'

/** SHA-256 of the uncompressed public key, base64url (S-01). */
export const deviceIdOf = (publicKey: string): DeviceId =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('base64url')

/**
 * True when the key signed this challenge for one of these server identities (S-01).
 * A point that is not on the curve counts as a wrong signature.
 */
export function verifyDevice(signIn: SignIn, challenge: string, identities: readonly string[]): boolean {
  return isSigned(signIn, (identity) => signInText(challenge, identity), identities)
}

/** True when the key signed this farewell for one of these server identities (F-29). */
export function verifyFarewell(farewell: SignedFarewell, identities: readonly string[]): boolean {
  return isSigned(farewell, (identity) => farewellText(farewell.callId, farewell.reason, identity), identities)
}

function isSigned(
  signed: { readonly publicKey: string; readonly signature: string },
  textFor: (identity: string) => string,
  identities: readonly string[],
): boolean {
  const point = Buffer.from(signed.publicKey, 'base64url')
  if (point.length !== 65 || point[0] !== 4) return false
  try {
    const jwk = {
      kty: 'EC',
      crv: 'P-256',
      x: point.toString('base64url', 1, 33),
      y: point.toString('base64url', 33, 65),
    }
    const key = createPublicKey({ key: jwk, format: 'jwk' })
    const signature = Buffer.from(signed.signature, 'base64url')
    return identities.some((identity) =>
      verify('sha256', Buffer.from(textFor(identity)), { key, dsaEncoding: 'ieee-p1363' }, signature),
    )
  } catch {
    return false
  }
}
