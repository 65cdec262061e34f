import type { SignIn, SignInResult } from '../protocol/index.ts'
import { challengeMessageSchema, check, PROTOCOL_VERSION, signInResultSchema, signInText } from '../protocol/index.ts'

/** The key of this device, wherever it is kept (S-01). */
export interface DeviceKey {
  /** Uncompressed P-256 point, base64url. */
  readonly publicKey: string
  readonly lasting: boolean
  /** ECDSA P-256 with SHA-256 over the UTF-8 text, r ‖ s, base64url. */
  sign(text: string): Promise<string>
}

/**
 * Answers a server's challenge.
 * @param serverIdentity SHA-256 of the pinned certificate, or host and port as opened
 * @returns null when the challenge is not one of this protocol
 */
export async function answerChallenge(
  message: unknown,
  key: DeviceKey,
  serverIdentity: string,
  name: string,
  kind: SignIn['kind'],
): Promise<SignIn | null> {
  const challenge = check(challengeMessageSchema, message)
  if (!challenge.success || challenge.data.protocol !== PROTOCOL_VERSION) return null
  const signature = await key.sign(signInText(challenge.data.challenge, serverIdentity))
  return {
    protocol: PROTOCOL_VERSION,
    publicKey: key.publicKey,
    signature,
    name,
    kind,
    lasting: key.lasting,
  }
}

/** Reads the server's answer; what is not of this protocol counts as `invalid`. */
export function readSignInResult(message: unknown): SignInResult {
  const result = check(signInResultSchema, message)
  return result.success ? result.data : { status: 'invalid' }
}
