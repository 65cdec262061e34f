import * as z from 'zod'

import { endReasonSchema, refusalSchema } from './errors.ts'
import { iceTransportPolicySchema, publicIceServersSchema } from './ice-servers.ts'
import { callIdSchema, contactIdSchema, deviceIdSchema, epochSchema, groupNameSchema } from './ids.ts'
import { LIMITS, limitsSchema } from './limits.ts'
import { candidatesSchema, descriptionSchema, mediaStateSchema, targetSchema } from './messages.ts'

const name = z.string().max(256)
/** An age or a remainder, ms: clocks of two machines are never compared. */
const duration = z.int().nonnegative()

const partySchema = z.strictObject({
  contact: contactIdSchema,
  device: deviceIdSchema,
  name,
  /** A client of the older room protocol: one description each way, nothing verified, no hang-up of its own. */
  classic: z.literal(true).exactOptional(),
})
/** One end of a call; the name is the directory's. */
export type Party = z.infer<typeof partySchema>

const incomingSchema = z.strictObject({
  callId: callIdSchema,
  from: partySchema,
  target: targetSchema,
  video: z.boolean(),
  subject: z.string().nullable(),
  ageMs: duration,
  lifetimeMs: duration,
})
/** An invite as the callee gets it. */
export type Incoming = z.infer<typeof incomingSchema>

const presenceSchema = z.enum(['free', 'in-call', 'do-not-disturb', 'away', 'unreachable'])
export type Presence = z.infer<typeof presenceSchema>

const deviceKindSchema = z.enum(['desktop', 'web', 'classic'])
/** With what somebody is here; `classic` is a client of the older room protocol. */
export type DeviceKind = z.infer<typeof deviceKindSchema>

const contactSchema = z.strictObject({
  id: contactIdSchema,
  name,
  /** Absent for a person with one device, whose id is the contact's: most people, and half of what there is to say of them. */
  devices: z.array(deviceIdSchema).exactOptional(),
  kind: deviceKindSchema,
  presence: presenceSchema,
  /** How long it has been so. */
  sinceMs: duration,
  /** How long it has been here; absent where that is `sinceMs`, or it is not. */
  hereMs: duration.exactOptional(),
  /** How much longer it will be so; null when nobody knows. */
  untilMs: duration.nullable(),
  /** Why it is unreachable: it said goodbye, or its connection broke; null: it has not come back since the host was restarted. */
  reason: z.enum(['left', 'lost']).nullable(),
})
export type Contact = z.infer<typeof contactSchema>

const groupSchema = z.strictObject({ name: groupNameSchema, members: z.array(contactIdSchema) })

const directorySchema = z.strictObject({
  contacts: z.array(contactSchema),
  contactsGone: z.array(contactIdSchema),
  groups: z.array(groupSchema),
  groupsGone: z.array(groupNameSchema),
})
/** A change of the directory; the welcome's holds all of it. */
export type DirectoryDelta = z.infer<typeof directorySchema>

const liveCallSchema = z.discriminatedUnion('side', [
  z.strictObject({
    side: z.literal('caller'),
    callId: callIdSchema,
    phase: z.enum(['ringing', 'active']),
    peer: partySchema.nullable(),
    /** The peer accepted with video. */
    video: z.boolean(),
  }),
  z.strictObject({
    side: z.literal('callee'),
    phase: z.enum(['ringing', 'active']),
    invite: incomingSchema,
    callId: callIdSchema,
  }),
])
/** A call in which the server knows this device. */
export type LiveCall = z.infer<typeof liveCallSchema>

const missedSchema = z.strictObject({
  callId: callIdSchema,
  from: partySchema,
  video: z.boolean(),
  subject: z.string().nullable(),
  /** How long ago it was dialled. */
  ageMs: duration,
  /** How long it rang; 0: nowhere, and the reason says why. */
  rangMs: duration,
  reason: endReasonSchema,
})
/** A call that this device has not heard of: it was away, or the call could not ring. */
export type MissedNews = z.infer<typeof missedSchema>

export const welcomeSchema = z.strictObject({
  protocol: z.int(),
  epoch: epochSchema,
  office: z.strictObject({ name }),
  self: partySchema,
  /** Empty until an office configures one. TURN needs credentials: `ice-servers` gives them. */
  iceServers: publicIceServersSchema,
  iceTransportPolicy: iceTransportPolicySchema,
  limits: limitsSchema,
  directory: directorySchema,
  calls: z.array(liveCallSchema),
  /** Until the device confirms them. */
  missed: z.array(missedSchema).max(LIMITS.missedCalls),
})
/** The answer to a good sign-in: all that a phone needs to know. */
export type Welcome = z.infer<typeof welcomeSchema>

export const signInResultSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('ok'), welcome: welcomeSchema }),
  z.strictObject({ status: z.literal('denied'), refusal: refusalSchema }),
  z.strictObject({ status: z.literal('invalid') }),
])
export type SignInResult = z.infer<typeof signInResultSchema>

/** What the server tells a device that has signed in. */
export const eventSchemas = {
  incoming: incomingSchema,
  ringing: z.strictObject({ callId: callIdSchema, by: partySchema }),
  accepted: z.strictObject({ callId: callIdSchema, by: partySchema, video: z.boolean() }),
  ended: z.strictObject({
    callId: callIdSchema,
    reason: endReasonSchema,
    /** Who did it, where a person did: answered elsewhere, declined, hung up. */
    by: partySchema.nullable(),
  }),
  description: descriptionSchema,
  candidates: candidatesSchema,
  'media-state': mediaStateSchema,
  directory: directorySchema,
  /** A call for this person that could not ring, or that rang elsewhere only. */
  missed: missedSchema,
  /** The office's settings changed; calls that run keep what they have until their next ICE restart. */
  office: z.strictObject({
    name,
    iceServers: publicIceServersSchema,
    iceTransportPolicy: iceTransportPolicySchema,
  }),
  /** A newer connection of this device took over; this one stays off until its user clicks (F-52). */
  replaced: z.strictObject({}),
} as const

export type EventName = keyof typeof eventSchemas
export type EventPayload<Name extends EventName> = z.infer<(typeof eventSchemas)[Name]>
/** Any event, as data. */
export type ServerEvent = {
  [Name in EventName]: { name: Name; payload: EventPayload<Name> }
}[EventName]
