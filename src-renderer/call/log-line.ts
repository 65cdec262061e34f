import type { CallEvent } from './events.ts'
import type { Call } from './state.ts'

/** One line per transition, e.g. `call 7f3a ringing → accepting (accept)`; no names, no addresses (S-44). */
export function describeTransition(before: Call, now: Call, event: CallEvent): string | null {
  if (before.name === now.name) return null
  const id = now.name === 'idle' ? (before.name === 'idle' ? '' : before.callId) : now.callId
  const detail =
    event.kind === 'ended' ? `ended: ${event.reason}` : event.kind === 'timer' ? `timer: ${event.timer}` : event.kind
  return `call ${id.slice(0, 4)} ${before.name} → ${now.name} (${detail})`
}
