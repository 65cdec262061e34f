import * as z from 'zod'

import { iceServersSchema } from './ice-servers.ts'
import { callIdSchema, deviceIdSchema } from './ids.ts'

/** Why a call ended. A closed list: the words a person reads are in the locale files. */
export const END_REASONS = [
  'hangup',
  'cancelled',
  'declined',
  'busy',
  'do-not-disturb',
  'unreachable',
  'no-answer',
  'elsewhere',
  'caller-lost',
  'peer-lost',
  'ice-failed',
  'ice-timeout',
  'media-failed',
  'host-restarted',
  'replaced',
  'crashed',
  'security',
  'policy',
  'internal',
] as const
export const endReasonSchema = z.enum(END_REASONS)
export type EndReason = z.infer<typeof endReasonSchema>

/** The reasons a phone may give when it hangs up; all others are the server's to say. */
export const hangupReasonSchema = z.enum([
  'hangup',
  /** The caller gave up while it rang; travels as such even when the accept got there first (F-03). */
  'cancelled',
  'peer-lost',
  'ice-failed',
  'ice-timeout',
  'media-failed',
  'replaced',
  'crashed',
  'security',
  'internal',
])
export type HangupReason = z.infer<typeof hangupReasonSchema>

/** The definitive result of a command; `internal` is F-75. */
export const ACK_STATUSES = [
  'ok',
  'gone',
  'elsewhere',
  'busy',
  'do-not-disturb',
  'denied',
  'invalid',
  'merged',
  'unreachable',
  'limited',
  'internal',
] as const
export const ackStatusSchema = z.enum(ACK_STATUSES)
export type AckStatus = z.infer<typeof ackStatusSchema>

/** Why a name or a sign-in is refused. */
export const refusalSchema = z.enum([
  'protocol',
  'challenge',
  'signature',
  'policy',
  'name-invalid',
  'name-taken',
  'name-confusable',
])
export type Refusal = z.infer<typeof refusalSchema>

/** What every command is answered with. */
export const ackSchema = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('ok'),
    /** invite: the only device that rings, or null when several do; it alone may get a description before Accept. */
    device: deviceIdSchema.nullable().optional(),
    /** invite: how long it will ring, ms. */
    lifetimeMs: z.int().positive().optional(),
    /** ice-servers: all servers of the office, with credentials. */
    iceServers: iceServersSchema.optional(),
  }),
  z.strictObject({
    status: z.literal('gone'),
    /** claim: why the other end's call was over. */
    reason: endReasonSchema.optional(),
  }),
  z.strictObject({ status: z.literal('merged'), callId: callIdSchema }),
  z.strictObject({ status: z.literal('limited'), retryAfterMs: z.int().nonnegative() }),
  z.strictObject({ status: z.literal('denied'), refusal: refusalSchema.optional() }),
  z.strictObject({
    status: ackStatusSchema.exclude(['ok', 'gone', 'merged', 'limited', 'denied']),
  }),
])
export type Ack = z.infer<typeof ackSchema>
