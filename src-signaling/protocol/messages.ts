import * as z from 'zod'

import { hangupReasonSchema } from './errors.ts'
import {
  callIdSchema,
  challengeSchema,
  contactIdSchema,
  deviceIdSchema,
  displayNameSchema,
  groupNameSchema,
  publicKeySchema,
  signatureSchema,
} from './ids.ts'
import { LIMITS } from './limits.ts'

/** The version of this protocol. A server answers any other with the refusal `protocol`. */
export const PROTOCOL_VERSION = 1

const codePoints = (text: string) => Array.from(text).length

export const subjectSchema = z
  .string()
  .max(LIMITS.subjectCodePoints * 2)
  .refine((text) => codePoints(text) <= LIMITS.subjectCodePoints)

export const targetSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('contact'), contact: contactIdSchema }),
  z.strictObject({ kind: z.literal('group'), group: groupNameSchema }),
])
/** Whom an invite is for. */
export type Target = z.infer<typeof targetSchema>

/** 1 for the warm connection, 2 for its replacement. */
const generation = z.int().min(1).max(16)
/** Counts the messages that one end of a call sends to the other, whichever path they take. */
const seq = z.int().min(0).max(1_000_000)

export const descriptionSchema = z.strictObject({
  callId: callIdSchema,
  generation,
  seq,
  role: z.enum(['offer', 'answer']),
  /** The number of the offer that an answer belongs to; null in an offer. An answer to an older offer is not applied. */
  answers: seq.nullable(),
  sdp: z.string().min(1).max(LIMITS.sdpLength),
  /** Null until S-40 requires it; nothing is shown as verified before. */
  signature: signatureSchema.nullable(),
})
/** A session description (RFC 8829 §3.2) on its way to the other end. */
export type Description = z.infer<typeof descriptionSchema>

const candidateSchema = z.strictObject({
  candidate: z.string().max(LIMITS.candidateLength),
  sdpMid: z.string().max(32).nullable(),
  sdpMLineIndex: z.int().min(0).max(64).nullable(),
  usernameFragment: z.string().max(256).nullable(),
})
/** An ICE candidate (RFC 8839 §5.1) as RTCIceCandidateInit. */
export type Candidate = z.infer<typeof candidateSchema>

export const candidatesSchema = z.strictObject({
  callId: callIdSchema,
  generation,
  seq,
  candidates: z.array(candidateSchema).max(LIMITS.candidatesPerDirection),
  /** End of candidates (RFC 8838 §8.2). */
  end: z.boolean(),
})
export type Candidates = z.infer<typeof candidatesSchema>

export const mediaStateSchema = z.strictObject({
  callId: callIdSchema,
  seq,
  microphone: z.enum(['on', 'muted', 'none']),
  camera: z.enum(['on', 'off']),
  /** The sender put the call on hold: it neither sends nor plays anything until it resumes. */
  hold: z.boolean(),
  /** False while nothing arrives at the sender: one-way media is shown at both ends (F-44). */
  receiving: z.boolean(),
})
/** What the sender's devices do, and whether it hears anything; tracks do not tell the other end. */
export type MediaState = z.infer<typeof mediaStateSchema>

/** Commands of a device that has signed in. Each is answered with one {@link Ack}. */
export const commandSchemas = {
  invite: z.strictObject({
    callId: callIdSchema,
    target: targetSchema,
    video: z.boolean(),
    subject: subjectSchema.nullable(),
  }),
  /** This device rings, so that the caller may show it. */
  ringing: z.strictObject({ callId: callIdSchema }),
  accept: z.strictObject({ callId: callIdSchema, video: z.boolean() }),
  decline: z.strictObject({ callId: callIdSchema }),
  hangup: z.strictObject({ callId: callIdSchema, reason: hangupReasonSchema }),
  description: descriptionSchema,
  candidates: candidatesSchema,
  'media-state': mediaStateSchema,
  /** A call that runs here and that this server does not list: it was restarted, or forgot. */
  claim: z.strictObject({
    callId: callIdSchema,
    side: z.enum(['caller', 'callee']),
    peer: z.strictObject({ contact: contactIdSchema, device: deviceIdSchema }),
  }),
  /** Asks for STUN and TURN servers with credentials: a party of that call, or null to try them before a call. */
  'ice-servers': z.strictObject({ callId: callIdSchema.nullable() }),
  /** This device has written these missed calls down: they are not handed over again. */
  'confirm-missed': z.strictObject({ callIds: z.array(callIdSchema).min(1).max(LIMITS.missedCalls) }),
  availability: z.strictObject({
    availability: z.enum(['free', 'away', 'do-not-disturb']),
    /** For how long, ms; null: until changed. */
    forMs: z
      .int()
      .positive()
      .max(7 * 86_400_000)
      .nullable(),
  }),
  rename: z.strictObject({ name: displayNameSchema }),
  'join-group': z.strictObject({ group: groupNameSchema }),
  'leave-group': z.strictObject({ group: groupNameSchema }),
} as const

export type CommandName = keyof typeof commandSchemas
export type CommandPayload<Name extends CommandName> = z.infer<(typeof commandSchemas)[Name]>
/** Any command, as data. */
export type Command = {
  [Name in CommandName]: { name: Name; payload: CommandPayload<Name> }
}[CommandName]

/** The first and only message before sign-in (S-01), answered with `SignInResult`. */
export const signInSchema = z.strictObject({
  protocol: z.int().min(1).max(1_000),
  publicKey: publicKeySchema,
  /** Over {@link signInText}. */
  signature: signatureSchema,
  name: displayNameSchema,
  kind: z.enum(['desktop', 'web']),
  /** False for the per-tab persons of a browser: they are not listed once they left. */
  lasting: z.boolean(),
})
export type SignIn = z.infer<typeof signInSchema>

export const challengeMessageSchema = z.strictObject({
  protocol: z.int().min(1),
  challenge: challengeSchema,
})

/**
 * What a device signs to prove its key (S-01).
 * @param challenge the server's, base64url
 * @param serverIdentity SHA-256 of the certificate (base64url) on a pinned connection, else host and port as opened
 */
export function signInText(challenge: string, serverIdentity: string): string {
  return `ringdown-auth-1|${challenge}|${serverIdentity}`
}
