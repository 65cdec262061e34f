import * as z from 'zod'

/** Bounds that both ends know (S-34). The server enforces them; the welcome carries those a phone can act on. */
export const LIMITS = {
  messageBytes: 64 * 1024,
  sdpLength: 32 * 1024,
  candidateLength: 512,
  candidatesPerDirection: 40,
  subjectCodePoints: 120,
  nameCodePoints: 64,
  /** Calls that a device missed while it was away: no more are kept for it. */
  missedCalls: 200,
} as const

export const limitsSchema = z.strictObject({
  messageBytes: z.int().positive(),
  sdpLength: z.int().positive(),
  candidatesPerDirection: z.int().positive(),
  subjectCodePoints: z.int().positive(),
  nameCodePoints: z.int().positive(),
})
