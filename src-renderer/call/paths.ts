import { TIMERS } from '../../src-signaling/protocol/index.ts'
import { becomeActive } from './dialling.ts'
import { end, hangup } from './ending.ts'
import type { Effect, FromMedia } from './events.ts'
import { tellMedia } from './media-state.ts'
import { secondConnection } from './negotiation.ts'
import type { Active, Reconnecting } from './state.ts'
import type { LivePhone, PhoneIn, Step } from './step.ts'
import { after, ignore, stay, step, withMedia } from './step.ts'

type PathEvent = Extract<FromMedia, { kind: 'path' }>
type Talking = PhoneIn<'active' | 'reconnecting'>

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

/** ICE's own view of a running call; our watch on what arrives is faster, and only it ends a call (CALL-RULES "Timers"). */
export function activePath(phone: Talking, event: PathEvent, now: number): Step {
  if (event.generation !== phone.call.media.generation) return ignore(phone)
  if (event.path === 'connected') return found(phone)
  return phone.call.name === 'active' ? lost(phone as PhoneIn<'active'>, now, now) : stay(phone)
}

/** What arrives, or that nothing does: a path is lost long before ICE says so. */
export function inbound(phone: Talking, event: Extract<FromMedia, { kind: 'inbound' }>, now: number): Step {
  if (event.generation !== phone.call.media.generation) return ignore(phone)
  if (event.silentMs === 0) return found(phone)
  return phone.call.name === 'active' ? lost(phone as PhoneIn<'active'>, now - event.silentMs, now) : stay(phone)
}

/** Nothing arrives since `since`: another path is looked for at once, and the other end is told (F-44). */
function lost(phone: PhoneIn<'active'>, since: number, now: number): Step {
  const { callId } = phone.call
  const call: Reconnecting = { ...phone.call, name: 'reconnecting' }
  const patience = phone.call.peer.classic ? TIMERS.classicLost : TIMERS.pathLost
  const left = Math.max(0, since + patience - now)
  const told = tellMedia({ ...phone, call })
  return after(told, (next) =>
    step(next, { kind: 'start-timer', callId, timer: 'path-lost', ms: left }, ...restartIce(call)),
  )
}

function found(phone: Talking): Step {
  const { callId } = phone.call
  const up: Active = { ...phone.call, name: 'active', media: { ...phone.call.media, path: 'connected' } }
  const stopped: readonly Effect[] = [
    { kind: 'stop-timer', callId, timer: 'path-lost' },
    { kind: 'stop-timer', callId, timer: 'restart' },
    { kind: 'stop-timer', callId, timer: 'connect' },
  ]
  const back = step({ ...phone, call: up }, ...stopped)
  return phone.call.name === 'active' ? back : after(back, (next) => tellMedia(next as PhoneIn<'active'>))
}

/** ICE restart now, and again while nothing helps; an old client knows none. */
function restartIce({ callId, peer }: Active | Reconnecting): readonly Effect[] {
  if (peer.classic) return []
  return [
    { kind: 'restart-ice', callId },
    { kind: 'start-timer', callId, timer: 'restart', ms: TIMERS.restart },
  ]
}

/** Another address here, or a fresh line to the host while nothing arrives: what was offered before is worth nothing. */
export const lookForPath = (phone: Talking): Step => step(phone, ...restartIce(phone.call))

/** Another address: the path is looked for before anybody notices the silence. */
export function addressChanged(phone: Talking): Step {
  const { callId, peer, name } = phone.call
  if (name === 'reconnecting') return lookForPath(phone)
  return peer.classic ? stay(phone) : step(phone, { kind: 'restart-ice', callId })
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
