import * as z from 'zod'

import type { ConnectionState, SendResult, SignalingNews } from '../../src-signaling/client/line.ts'
import type { Command, CommandName } from '../../src-signaling/protocol/index.ts'
import { check, commandSchemas, displayNameSchema } from '../../src-signaling/protocol/index.ts'

/*
 * The message port between the phone and its connection, which lives in main (DESIGN 9).
 * Times cross it as ages: the two processes have clocks of their own.
 */

const commandSchema = z.custom<Command>((value) => {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('payload' in value)) return false
  if (typeof value.name !== 'string' || !Object.hasOwn(commandSchemas, value.name)) return false
  return check(commandSchemas[value.name as CommandName], value.payload).success
})

const id = z.int().nonnegative()
/** base64url of a P-256 point or signature. */
const keyText = z.string().regex(/^[A-Za-z0-9_-]{16,128}$/)

/** From the phone. `line` numbers the lines it opens: news of an older one are stale. */
export const toMainSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('open'), line: id, name: displayNameSchema, publicKey: keyText }),
  z.strictObject({ kind: z.literal('send'), id, command: commandSchema }),
  z.strictObject({ kind: z.literal('send-last'), command: commandSchema }),
  z.strictObject({ kind: z.literal('retry') }),
  z.strictObject({ kind: z.literal('urgent'), live: z.boolean() }),
  z.strictObject({ kind: z.literal('close') }),
  z.strictObject({ kind: z.literal('signature'), id, signature: keyText }),
])
export type ToMain = z.infer<typeof toMainSchema>

/** A connection's state with ages instead of times: `sinceMs` ago, `nextTryInMs` from now. */
export type AgedConnection =
  | Exclude<ConnectionState, { readonly status: 'offline' }>
  | { readonly status: 'offline'; readonly sinceMs: number; readonly nextTryInMs: number | null }

export type AgedNews =
  | Exclude<SignalingNews, { readonly kind: 'connection' }>
  | { readonly kind: 'connection'; readonly connection: AgedConnection }

/** To the phone. */
export type ToPhone =
  | { readonly kind: 'news'; readonly line: number; readonly news: AgedNews }
  | { readonly kind: 'result'; readonly id: number; readonly result: SendResult }
  | { readonly kind: 'sign'; readonly id: number; readonly text: string }

/** @param now of the sender's clock */
export function withAges(news: SignalingNews, now: number): AgedNews {
  if (news.kind !== 'connection' || news.connection.status !== 'offline') return news as AgedNews
  const { since, nextTryAt } = news.connection
  const nextTryInMs = nextTryAt === null ? null : nextTryAt - now
  return { kind: 'connection', connection: { status: 'offline', sinceMs: now - since, nextTryInMs } }
}
