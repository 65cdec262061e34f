import type { CallId, Incoming } from '../../src-signaling/protocol/index.ts'
import { LIMITS, TIMERS } from '../../src-signaling/protocol/index.ts'
import type { Early, Phone } from './state.ts'

/** How many calls may have early messages at one time. */
const EARLY_CALLS = 16
/** How many ended ids a phone remembers. */
const OVER_IDS = 256

/** Keeps a message that precedes its invite, or whose call waits for a decision; bounded in number and age. */
export function keepEarly(phone: Phone, callId: CallId, message: Early, now: number): Phone {
  const fresh = phone.early.filter((call) => now - call.since <= TIMERS.keepEarly)
  const known = fresh.find((call) => call.callId === callId)
  if (!known && fresh.length >= EARLY_CALLS) return { ...phone, dropped: phone.dropped + 1 }
  if (known && known.messages.length >= LIMITS.candidatesPerDirection) return { ...phone, dropped: phone.dropped + 1 }
  const grown = {
    callId,
    since: known?.since ?? now,
    messages: [...(known?.messages ?? []), message],
  }
  return { ...phone, early: [...fresh.filter((call) => call !== known), grown] }
}

/** The ring that waits for the end of the call that this phone believes in; one that has ended meanwhile does not. */
export function waitingRing({ early }: Phone): { readonly invite: Incoming; readonly since: number } | null {
  for (const { since, messages } of early) {
    const waiting = messages.find((message) => message.kind === 'incoming')
    if (waiting && !messages.some((message) => message.kind === 'ended')) return { invite: waiting.invite, since }
  }
  return null
}

/** Takes out what was kept for a call. */
export function takeEarly(
  phone: Phone,
  callId: CallId,
): { readonly phone: Phone; readonly messages: readonly Early[] } {
  const kept = phone.early.find((call) => call.callId === callId)
  if (!kept) return { phone, messages: [] }
  return {
    phone: { ...phone, early: phone.early.filter((call) => call !== kept) },
    messages: kept.messages,
  }
}

/** Remembers an id as over, so that nothing late can bring it back. */
export function markOver(phone: Phone, callId: CallId): Phone {
  if (phone.over.includes(callId)) return phone
  return {
    ...phone,
    over: [...phone.over, callId].slice(-OVER_IDS),
    early: phone.early.filter((call) => call.callId !== callId),
  }
}

/** True for an id that must never ring: it is over here, or its hang-up is still on the way. */
export function isOver(phone: Phone, callId: CallId): boolean {
  return phone.over.includes(callId) || phone.outbox.some((entry) => entry.command.payload.callId === callId)
}
