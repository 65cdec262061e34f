import type { CallId, ContactId, DeviceId, EndReason } from '../protocol/index.ts'
import type { RegistryEffect, RegistryEvent } from './registry-events.ts'
import type { End, RingingCall } from './registry-state.ts'

/** A call that its person never answered; times are the server's monotonic ms. */
export interface MissedCall {
  readonly callId: CallId
  readonly from: End
  /** What the directory called the caller then. */
  readonly name: string
  readonly video: boolean
  readonly subject: string | null
  /** When it was dialled. */
  readonly since: number
  /** How long it rang somewhere; 0: nowhere. */
  readonly rangMs: number
  readonly reason: EndReason
}

/** Devices of a person that saw the ring and are told its end write it down themselves. */
export type Missed = Omit<MissedCall, 'name'> & { readonly contact: ContactId; readonly told: readonly DeviceId[] }

/** An invite to a person that could ring nowhere on their account; a group has nobody who missed it. */
export function missedUnrung(
  { callId, from, target, members, video, subject, at }: Extract<RegistryEvent, { kind: 'invite' }>,
  reason: EndReason,
): readonly RegistryEffect[] {
  const [person] = members
  if (target.kind === 'group' || !person) return []
  const { contact } = person
  return [{ kind: 'missed', missed: { callId, contact, from, video, subject, since: at, rangMs: 0, reason, told: [] } }]
}

/** A ring that is over without an answer. Decline is an answer: it speaks for the person. */
export function missedRing(
  call: RingingCall,
  at: number,
  reason: EndReason,
  told: readonly End[],
): readonly RegistryEffect[] {
  const { callId, caller: from, target, video, subject, since, away } = call
  if (target.kind === 'group' || reason === 'declined') return []
  const heard = told.map(({ device }) => device).filter((device) => !away.includes(device))
  const rangMs = Math.round(at - since)
  return [
    {
      kind: 'missed',
      missed: { callId, contact: target.contact, from, video, subject, since, rangMs, reason, told: heard },
    },
  ]
}
