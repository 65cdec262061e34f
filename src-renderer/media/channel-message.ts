import * as z from 'zod'

import type { ChannelMessage } from '../call/ports.ts'
import {
  candidatesSchema,
  check,
  parseJson,
  descriptionSchema,
  LIMITS,
  mediaStateSchema,
} from '../../src-signaling/protocol/index.ts'

const schema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('hangup') }),
  z.strictObject({ kind: z.literal('ping') }),
  z.strictObject({ kind: z.literal('media-state'), state: mediaStateSchema }),
  z.strictObject({ kind: z.literal('description'), description: descriptionSchema }),
  z.strictObject({ kind: z.literal('candidates'), candidates: candidatesSchema }),
])

/** Reads what came on the data channel; null for anything that is not of this protocol. */
export function readChannelMessage(data: unknown): ChannelMessage | null {
  if (typeof data !== 'string' || data.length > LIMITS.messageBytes) return null
  const parsed = check(schema, parseJson(data))
  return parsed.success ? parsed.data : null
}
