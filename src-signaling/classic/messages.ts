import * as z from 'zod'

import { check, groupNameSchema } from '../protocol/index.ts'

/*
 * The older room protocol, once: both of its doors speak it, the Socket.IO one with objects, the plain WebSocket one with JSON whose
 * descriptions are base64.
 */

/** A session description as RTCSessionDescriptionInit; about 6 kB. */
const descriptionSchema = z.object({ type: z.enum(['offer', 'answer']), sdp: z.string().min(1).max(32_768) })
export type ClassicDescription = z.infer<typeof descriptionSchema>

/** RTCIceCandidateInit; whatever else a client adds is not handed on. */
const candidateSchema = z.object({
  candidate: z.string().max(1_024),
  sdpMid: z.string().max(32).nullish(),
  sdpMLineIndex: z.int().min(0).max(64).nullish(),
  usernameFragment: z.string().max(256).nullish(),
})
export type ClassicCandidate = z.infer<typeof candidateSchema>

const room = z.preprocess((value) => (typeof value === 'number' ? String(value) : value), groupNameSchema)

const messageSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('joinRoom'), roomId: room }),
  z.object({ event: z.literal('callRemote'), roomId: room }),
  z.object({ event: z.literal('acceptCall'), roomId: room }),
  z.object({ event: z.literal('addCandidate'), roomId: room }),
  z.object({ event: z.literal('sendOffer'), roomId: room, offer: descriptionSchema }),
  z.object({ event: z.literal('sendAnswer'), roomId: room, answer: descriptionSchema }),
  z.object({ event: z.literal('sendCandidate'), roomId: room, candidate: candidateSchema }),
])
/** What a client says. */
export type ClassicMessage = z.infer<typeof messageSchema>

/** What a client is told: the same names, with the thing itself and no room. */
export type ClassicEvent =
  | { readonly event: 'callRemote' | 'acceptCall' | 'addCandidate' }
  | { readonly event: 'sendOffer'; readonly offer: ClassicDescription }
  | { readonly event: 'sendAnswer'; readonly answer: ClassicDescription }
  | { readonly event: 'sendCandidate'; readonly candidate: ClassicCandidate }

/** Reads what a client sent; null when it is not of the protocol. */
export function readClassic(value: unknown): ClassicMessage | null {
  const parsed = check(messageSchema, value)
  return parsed.success ? parsed.data : null
}

/** The event that a message becomes when it is only handed on. */
export function eventOf(message: Exclude<ClassicMessage, { event: 'joinRoom' }>): ClassicEvent {
  switch (message.event) {
    case 'sendOffer':
      return { event: message.event, offer: message.offer }
    case 'sendAnswer':
      return { event: message.event, answer: message.answer }
    case 'sendCandidate':
      return { event: message.event, candidate: message.candidate }
    case 'callRemote':
    case 'acceptCall':
    case 'addCandidate':
      return { event: message.event }
  }
}
