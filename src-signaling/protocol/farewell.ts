import * as z from 'zod'

import type { HangupReason } from './errors.ts'
import { hangupReasonSchema } from './errors.ts'
import type { CallId } from './ids.ts'
import { callIdSchema, publicKeySchema, signatureSchema } from './ids.ts'

/** Where a browser leaves what a page said in advance, at every door. */
export const FAREWELL_PATH = '/farewell'

/** A hang-up that needs no connection: the device's key signs for it (F-29). It can end this one call and nothing else. */
export const signedFarewellSchema = z.strictObject({
  publicKey: publicKeySchema,
  /** Over {@link farewellText}. */
  signature: signatureSchema,
  callId: callIdSchema,
  reason: hangupReasonSchema,
})
export type SignedFarewell = z.infer<typeof signedFarewellSchema>

/**
 * What a device signs for its farewell. The prefix keeps it apart from a sign-in (S-01).
 * @param serverIdentity as for a sign-in
 */
export function farewellText(callId: CallId, reason: HangupReason, serverIdentity: string): string {
  return `ringdown-farewell-1|${callId}|${reason}|${serverIdentity}`
}
