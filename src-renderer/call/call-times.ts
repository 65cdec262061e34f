import type { CallId } from '../../src-signaling/protocol/index.ts'
import type { CallEvent } from './events.ts'
import type { Call } from './state.ts'

/** The moments of one call that its details tell of, ms of the machine's clock; null: not so far, or not here. */
export interface CallTimes {
  readonly callId: CallId
  readonly dialledAt: number | null
  readonly farRingingAt: number | null
  /** Accept was pressed here, or the news came that somebody accepted there. */
  readonly acceptedAt: number | null
  /** The line to the office broke, and was not back before the call ended. */
  readonly lineLostAt: number | null
}

const noTimes = { dialledAt: null, farRingingAt: null, acceptedAt: null, lineLostAt: null }

/**
 * Follows what happens to calls. Pure; decides nothing.
 * @param call the call before the event
 * @param now ms of the machine's clock
 */
export function followTimes(times: CallTimes | null, event: CallEvent, call: Call, now: number): CallTimes | null {
  if (event.kind === 'dial') return { ...noTimes, callId: event.callId, dialledAt: now }
  if (event.kind === 'accept' && call.name === 'ringing') return { ...noTimes, callId: call.callId, acceptedAt: now }
  if (!times || call.name === 'idle' || call.name === 'ending' || call.callId !== times.callId) return times
  if (event.kind === 'line-down') return { ...times, lineLostAt: event.since }
  if (event.kind === 'welcome') return { ...times, lineLostAt: null }
  if (!('callId' in event) || event.callId !== times.callId) return times
  if (event.kind === 'far-ringing') return { ...times, farRingingAt: times.farRingingAt ?? now }
  if (event.kind === 'accepted') return { ...times, acceptedAt: times.acceptedAt ?? now }
  return times
}

/** How a call began; null for what did not happen or is not known. */
export interface CallFigures {
  /** From dialling to the other phone's ring. */
  readonly ringingMs: number | null
  /** From Accept to the first sound of the other end. */
  readonly voiceMs: number | null
}

/** @param heardAt when the other end was heard first */
export function callFigures(times: CallTimes | null, heardAt: number | null): CallFigures {
  return {
    ringingMs: between(times?.dialledAt, times?.farRingingAt),
    voiceMs: between(times?.acceptedAt, heardAt),
  }
}

const between = (from: number | null | undefined, to: number | null | undefined): number | null =>
  from === null || to === null || from === undefined || to === undefined ? null : Math.max(0, Math.round(to - from))
