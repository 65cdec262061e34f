import type { MissedCall } from '../calls/missed.ts'
import type { RegisteredCall } from '../calls/registry-state.ts'
import type { End } from '../calls/registry-state.ts'
import type { Incoming, LiveCall, MissedNews, Party } from '../protocol/index.ts'

/** Name and kind come from the directory, never from a message (S-08). */
export type Describe = (end: End) => Pick<Party, 'name' | 'classic'>

export const partyOf = (end: End, describe: Describe): Party => ({
  contact: end.contact,
  device: end.device,
  ...describe(end),
})

/** The invite as a callee gets it, with its age of this moment. */
export function incomingOf(call: RegisteredCall, at: number, describe: Describe): Incoming {
  return {
    callId: call.callId,
    from: partyOf(call.caller, describe),
    target: call.target,
    video: call.video,
    subject: call.subject,
    ageMs: Math.max(0, Math.round(at - call.since)),
    lifetimeMs: call.lifetimeMs,
  }
}

/** A line of the snapshot. */
export function liveCallOf(call: RegisteredCall, device: string, at: number, describe: Describe): LiveCall {
  const { callId, state: phase } = call
  if (call.caller.device !== device) return { side: 'callee', callId, phase, invite: incomingOf(call, at, describe) }
  const active = call.state === 'active'
  return {
    side: 'caller',
    callId,
    phase,
    peer: active ? partyOf(call.callee, describe) : null,
    video: active && call.calleeVideo,
  }
}

/** A missed call as it is told, with its age of this moment. Somebody who is listed no more keeps the name of then. */
export function missedNewsOf({ name, since, from, ...call }: MissedCall, at: number, describe: Describe): MissedNews {
  const party = partyOf(from, describe)
  return { ...call, from: { ...party, name: party.name || name }, ageMs: Math.max(0, Math.round(at - since)) }
}
