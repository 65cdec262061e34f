import type { Phone } from './state.ts'

/** Since when each end has the call on hold, ms of the machine's clock; null: it has not. */
export interface HoldTimes {
  readonly own: number | null
  readonly peer: number | null
}

export const neverHeld: HoldTimes = { own: null, peer: null }

/** Follows the holds of the call that lives; the decisions themselves need no times. Pure. */
export function holdTimes(before: HoldTimes, { call }: Phone, now: number): HoldTimes {
  if (call.name === 'idle' || call.name === 'ending') return neverHeld
  const own = call.hold ? (before.own ?? now) : null
  const peer = call.media.peerMedia?.hold ? (before.peer ?? now) : null
  return own === before.own && peer === before.peer ? before : { own, peer }
}
