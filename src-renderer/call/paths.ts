import { TIMERS } from '../../src-signaling/protocol/index.ts'
import { becomeActive } from './dialling.ts'
import { end, hangup } from './ending.ts'
import type { FromMedia } from './events.ts'
import { secondConnection } from './negotiation.ts'
import type { LivePhone, PhoneIn, Step } from './step.ts'
import { after, ignore, step, withMedia } from './step.ts'

type PathEvent = Extract<FromMedia, { kind: 'path' }>

/** Before anybody accepted, a path is only remembered. */
export function warmPath(phone: LivePhone, event: PathEvent): Step {
  if (event.generation !== phone.call.media.generation) return ignore(phone)
  return step(withMedia(phone, { path: event.path === 'connected' ? 'connected' : 'broken' }))
}

export function connectingPath(phone: PhoneIn<'connecting'>, event: PathEvent, now: number): Step {
  const { callId, media } = phone.call
  if (event.generation !== media.generation) return ignore(phone)
  if (event.path === 'connected')
    return after(step(withMedia(phone, { path: 'connected' })), (next) => becomeActive(next, now))
  const broken = withMedia(phone, { path: 'broken' })
  if (event.path === 'disconnected') return step(broken)
  return media.generation === 1
    ? secondConnection(broken)
    : end(broken, { reason: 'ice-failed', farewell: hangup(callId, 'ice-failed'), now })
}

export function activePath(phone: PhoneIn<'active' | 'reconnecting'>, event: PathEvent, now: number): Step {
  const { call } = phone
  const { callId } = call
  if (event.generation !== call.media.generation) return ignore(phone)
  if (event.path === 'connected') {
    const up = {
      ...call,
      name: 'active' as const,
      media: { ...call.media, path: 'connected' as const },
    }
    return step(
      { ...phone, call: up },
      { kind: 'stop-timer', callId, timer: 'path-lost' },
      { kind: 'stop-timer', callId, timer: 'connect' },
    )
  }
  if (event.path === 'failed') return end(phone, { reason: 'peer-lost', farewell: hangup(callId, 'peer-lost'), now })
  if (call.name === 'reconnecting') return ignore(phone)
  return step(
    { ...phone, call: { ...call, name: 'reconnecting' } },
    { kind: 'start-timer', callId, timer: 'path-lost', ms: TIMERS.pathLost },
  )
}

/** A description could not be made or applied. */
export function brokenWarm(phone: LivePhone, event: Extract<FromMedia, { kind: 'broken' }>): Step {
  if (event.generation !== phone.call.media.generation) return ignore(phone)
  return step(withMedia(phone, { path: 'broken' }))
}

export function brokenConnecting(
  phone: PhoneIn<'connecting'>,
  event: Extract<FromMedia, { kind: 'broken' }>,
  now: number,
): Step {
  const { callId, media } = phone.call
  if (event.generation !== media.generation) return ignore(phone)
  const broken = withMedia(phone, { path: 'broken' })
  return media.generation === 1
    ? secondConnection(broken)
    : end(broken, { reason: 'media-failed', farewell: hangup(callId, 'media-failed'), now })
}
