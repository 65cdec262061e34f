import { REDIAL_DELAYS, TIMERS } from '../../src-signaling/protocol/index.ts'
import { markOver } from './early.ts'
import { hangup, sayFarewell } from './ending.ts'
import type { FromWorld } from './events.ts'
import type { Calling } from './state.ts'
import { noMedia } from './state.ts'
import type { PhoneIn, Step } from './step.ts'
import { after, step } from './step.ts'

/*
 * Dialling goes on when the host was restarted: under a new id, because the old one may be known as over somewhere. The
 * microphone stays open, the connection is a new one.
 */

/** The host said that it stops; it may be back in a moment. */
export function awaitHost(phone: PhoneIn<'calling'>): Step {
  const { callId } = phone.call
  const call: Calling = { ...phone.call, progress: 'dialling', invited: false, redial: 'awaiting-host' }
  return step(
    { ...phone, call },
    { kind: 'stop-timer', callId, timer: 'ringing-report' },
    { kind: 'start-timer', callId, timer: 'redial', ms: TIMERS.hostBack },
  )
}

/** The other end is not back yet, as it may be in a moment; null when patience is at its end, or was never due. */
export function redialLater(phone: PhoneIn<'calling'>): Step | null {
  const { callId, redial: tries } = phone.call
  const ms = typeof tries === 'number' ? REDIAL_DELAYS[tries] : undefined
  return ms === undefined ? null : step(phone, { kind: 'start-timer', callId, timer: 'redial', ms })
}

/** The call gets a fresh id, and is dialled under it. */
export function redial(phone: PhoneIn<'calling'>, event: Extract<FromWorld, { kind: 'redial' }>, now: number): Step {
  const { callId, newId } = event
  const { target, video, subject, media, redial: tries } = phone.call
  const call: Calling = {
    ...phone.call,
    callId: newId,
    progress: 'dialling',
    invited: false,
    device: null,
    redial: typeof tries === 'number' ? tries + 1 : 0,
    media: { ...noMedia, generation: 1, microphone: media.microphone, held: { description: null, candidates: [] } },
  }
  const freed = markOver({ ...phone, call }, callId)
  const old = after(step(freed, { kind: 'stop-timers', callId }), (next) =>
    sayFarewell(next, hangup(callId, 'cancelled'), now),
  )
  return after(old, (next) =>
    step(
      next,
      { kind: 'rename-media', from: callId, to: newId },
      { kind: 'ask', command: { name: 'invite', payload: { callId: newId, target, video, subject } } },
      { kind: 'open-peer', callId: newId, generation: 1, side: 'caller' },
    ),
  )
}
