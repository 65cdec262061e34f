import * as z from 'zod'

import { check } from '../../src-signaling/protocol/index.ts'

/*
 * What the page at /webview and the native app around it say to each other: docs/webview.md is the same text for people.
 * The app holds a plain WebSocket and carries its texts; what is in them it need not know.
 */

export const BRIDGE_VERSION = 1

/** Of one message from the app, as JSON text, in UTF-16 units: the longest is the welcome of a large office. */
export const LONGEST_FROM_APP = 1024 * 1024

const ringdown = z.literal(BRIDGE_VERSION)
/** 128 random bits, base64url: names one socket, so that what an older one still had to say is known as such. */
const socket = z.string().regex(/^[A-Za-z0-9_-]{22}$/)
/** Host and port as the app opened them, spelled like `location.host`, or the SHA-256 of the certificate that it pinned. */
const server = z.string().regex(/^(?:[\w.-]{1,253}|\[[\da-f:.]{2,45}\])(?::\d{1,5})?$/i)

/** From the page to the app. */
export const toAppSchemas = {
  open: z.strictObject({ ringdown, kind: z.literal('open'), socket, path: z.string().startsWith('/').max(256) }),
  send: z.strictObject({ ringdown, kind: z.literal('send'), socket, text: z.string() }),
  close: z.strictObject({ ringdown, kind: z.literal('close'), socket }),
} as const

/** From the app to the page. */
export const fromAppSchemas = {
  opened: z.strictObject({ ringdown, kind: z.literal('opened'), socket, server }),
  text: z.strictObject({ ringdown, kind: z.literal('text'), socket, text: z.string() }),
  closed: z.strictObject({ ringdown, kind: z.literal('closed'), socket }),
  retry: z.strictObject({ ringdown, kind: z.literal('retry') }),
} as const

const fromAppSchema = z.discriminatedUnion('kind', [
  fromAppSchemas.opened,
  fromAppSchemas.text,
  fromAppSchemas.closed,
  fromAppSchemas.retry,
])

type OneOf<Schemas extends Record<string, z.ZodType>> = z.infer<Schemas[keyof Schemas]>
export type ToApp = OneOf<typeof toAppSchemas>
export type FromApp = OneOf<typeof fromAppSchemas>

/**
 * Reads what the app handed over.
 * @param message its JSON text, or the value itself
 * @returns null for what is not of this protocol
 */
export function readFromApp(message: unknown): FromApp | null {
  try {
    // A value is written and read again: it may have getters or a prototype, and its size is known only as text.
    const text = typeof message === 'string' ? message : JSON.stringify(message)
    if (text.length > LONGEST_FROM_APP) return null
    const read = check(fromAppSchema, JSON.parse(text))
    return read.success ? read.data : null
  } catch {
    return null
  }
}
