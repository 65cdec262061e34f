import type { CallEvent, Effect } from '../../src-renderer/call/events.ts'
import type { Acked } from '../../src-renderer/call/events.ts'
import type { Call, Phone } from '../../src-renderer/call/state.ts'
import type { SendResult } from '../../src-signaling/client/line.ts'
import type { Command } from '../../src-signaling/protocol/index.ts'
import { REDIAL_DELAYS } from '../../src-signaling/protocol/index.ts'
import { send } from './line.ts'
import type { Setting } from './setting.ts'
import type { Desk, Draft, Shell } from './world.ts'
import { at, freshId, PARTIES } from './world.ts'

/*
 * A phone: the production machine, and its effects carried out as controller.ts and call-media.ts do it. Of media only what decides is
 * kept: the own description is there at once and the permission prompt is answered at once; the path comes up, or breaks, at any moment.
 */

const now = (draft: Draft): number => (draft.late ? 43_500 : 1_000)

/** Says an event to a phone; what its own effects report waits its turn (controller.ts, dispatch). */
export function dispatch(draft: Draft, setting: Setting, device: number, event: CallEvent): void {
  const queue: CallEvent[] = [event]
  for (let next = queue.shift(); next; next = queue.shift()) {
    const desk = at(draft.desks, device)
    const meant = { ...desk, shell: { ...desk.shell, wants: wanted(desk, next) } }
    const { phone, effects } = setting.rules.phone(meant.phone, next, now(draft))
    draft.desks[device] = { ...meant, phone: lessPatient(phone, setting) }
    for (const effect of effects) run(draft, setting, device, effect, queue)
  }
  checkLeftovers(draft, device)
}

/** Many tries in a row differ only in how many are left: the search may begin with the last ones. */
function lessPatient(phone: Phone, { retries }: Setting): Phone {
  const { call } = phone
  const first = REDIAL_DELAYS.length - retries
  if (call.name !== 'calling' || typeof call.redial !== 'number' || call.redial >= first) return phone
  return { ...phone, call: { ...call, redial: first } }
}

/** What the person at this phone wants after this event, by what it did itself. */
function wanted({ phone, shell }: Desk, event: CallEvent): Shell['wants'] {
  const { call } = phone
  const free = call.name === 'idle' || call.name === 'ending'
  if (event.kind === 'dial' && free)
    return { callId: event.callId, contact: event.target.kind === 'contact' ? event.target.contact : null }
  if (event.kind === 'accept' && call.name === 'ringing') return { callId: call.callId, contact: null }
  return event.kind === 'hang-up' || event.kind === 'decline' || event.kind === 'leave' ? null : shell.wants
}

function run(draft: Draft, setting: Setting, device: number, effect: Effect, queue: CallEvent[]): void {
  const desk = at(draft.desks, device)
  const become = (change: Partial<Shell>) =>
    void (draft.desks[device] = { ...desk, shell: { ...desk.shell, ...change } })
  switch (effect.kind) {
    case 'ask':
    case 'farewell':
      return send(draft, device, effect.command, true)
    case 'send':
      return sendPlain(draft, setting, device, effect.command)
    case 'open-peer': {
      const { callId, generation } = effect
      if (effect.side === 'caller')
        queue.push({ kind: 'own-description', callId, generation, role: 'offer', answers: null, sdp: 'offer' })
      return become({ peer: { callId, generation, connected: false } })
    }
    case 'redial':
      queue.push({ kind: 'redial', callId: effect.callId, newId: freshId(draft) })
      return
    case 'close-peer':
      return become({ peer: null })
    case 'open-microphone':
      if (desk.shell.wants === null) draft.violation = `${name(device)} opens its microphone unasked`
      queue.push({ kind: 'microphone-settled', callId: effect.callId })
      return become({ microphone: true })
    case 'agree':
    case 'go-live':
      if (!consents(desk, effect.callId)) draft.violation = `${name(device)} sends media without its user's consent`
      return become({ live: effect.callId })
    case 'release':
      return become({ peer: null, live: null, microphone: false, wants: null })
    case 'channel-hang-up':
      return setting.channel ? sayOnChannel(draft, device) : undefined
    case 'start-timer':
    case 'stop-timer': {
      const { callId, timer } = effect
      const others = desk.timers.filter((one) => one.callId !== callId || one.timer !== timer)
      const starts = effect.kind === 'start-timer' && setting.timers.has(timer)
      draft.desks[device] = { ...desk, timers: starts ? [...others, { callId, timer }] : others }
      return
    }
    case 'stop-timers':
      draft.desks[device] = { ...desk, timers: desk.timers.filter((one) => one.callId !== effect.callId) }
      return
    // Nothing that a later decision depends on.
    case 'send-last':
    case 'peer-description':
    case 'peer-candidates':
    case 'restart-ice':
    case 'channel-media':
    case 'channel-description':
    case 'channel-candidates':
    case 'set-hold':
    case 'open-camera':
    case 'rename-media':
    case 'record':
    case 'tone':
  }
}

/** Of what passes without an answer only the offer changes what its receiver decides; reports where they are asked for. */
function sendPlain(draft: Draft, setting: Setting, device: number, command: Command): void {
  const offer = command.name === 'description' && command.payload.role === 'offer'
  const report = command.name === 'ringing' && setting.reports
  if (offer || report) send(draft, device, command, false)
}

function consents({ phone, shell }: Desk, callId: string): boolean {
  const { call } = phone
  if (!shell.wants) return false
  const peer = 'peer' in call ? call.peer : null
  return shell.wants.callId === callId || (peer !== null && peer.contact === shell.wants.contact)
}

function sayOnChannel(draft: Draft, device: number): void {
  const { peer } = at(draft.desks, device).shell
  const far = farOf(draft.desks, device)
  if (!peer?.connected || far === null || !at(draft.desks, far).shell.peer?.connected) return
  draft.channel = [...draft.channel, { to: far, callId: peer.callId }]
}

/** The phone at the other end of the connection that this one has open; null when there is none. */
export function farOf(desks: readonly Desk[], device: number): number | null {
  const { peer } = at(desks, device).shell
  const far = desks.findIndex(
    ({ shell }, index) =>
      index !== device && shell.peer?.callId === peer?.callId && shell.peer?.generation === peer?.generation,
  )
  return peer && far >= 0 ? far : null
}

/** The answer to a command, as the controller reports it. */
export function answered(draft: Draft, setting: Setting, device: number, command: Command, result: SendResult): void {
  const kind = ANSWERS[command.name]
  const callId = 'callId' in command.payload ? command.payload.callId : null
  if (kind && callId !== null) dispatch(draft, setting, device, { kind, callId, result })
}

const ANSWERS: Partial<Record<Command['name'], Acked['kind']>> = {
  invite: 'invite-acked',
  accept: 'accept-acked',
  claim: 'claim-acked',
  hangup: 'farewell-acked',
  decline: 'farewell-acked',
}

/** Every way back to idle leaves nothing open and no timer. */
function checkLeftovers(draft: Draft, device: number): void {
  const { phone, shell, timers } = at(draft.desks, device)
  const { call } = phone
  const over = call.name === 'idle' || call.name === 'ending'
  if (over && (shell.peer || shell.live || shell.microphone)) draft.violation = `${name(device)} left media open`
  const stray = timers.find((one) => over || one.callId !== call.callId)
  if (stray) draft.violation = `${name(device)} left its timer ${stray.timer} running`
}

/** Both ends agreed (state.ts, Running). */
export const isRunning = (call: Call) =>
  call.name === 'connecting' || call.name === 'active' || call.name === 'reconnecting'

export const name = (device: number): string => {
  const { name: of } = at(PARTIES, device)
  return of === 'Ben' ? `Ben/${device}` : of
}
