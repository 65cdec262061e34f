import { fromServer } from '../../src-renderer/call/server-events.ts'
import type { CallEvent } from '../../src-renderer/call/events.ts'
import type { SignalingNews } from '../../src-signaling/client/line.ts'
import type { Welcome } from '../../src-signaling/protocol/index.ts'
import { faults } from './faults.ts'
import { settle, tellDevice, transmit } from './line.ts'
import type { Move } from './move.ts'
import { word } from './move.ts'
import { expire, obey } from './office.ts'
import { answered, dispatch, farOf, isRunning, name } from './phone.ts'
import type { Setting } from './setting.ts'
import type { Draft, PhoneTimer, Told, World } from './world.ts'
import { at, draftOf, idOf, PARTIES } from './world.ts'

/** Everything that can happen in a world. */
export function movesOf(world: World, setting: Setting): readonly Move[] {
  const moves: Move[] = []
  for (const device of PARTIES.keys()) {
    moves.push(...traffic(world, setting, device), ...phoneTimers(world, setting, device))
    moves.push(...gestures(world, setting, device), ...paths(world, setting, device))
  }
  for (const timer of world.server.timers) {
    if (!serverMayExpire(world, timer)) continue
    moves.push({
      kind: 'timer',
      device: null,
      say: () => `server: ${timer.timer} of ${word(timer.callId)} expires`,
      make: (draft) => expire(draft, setting.rules, timer),
    })
  }
  for (const message of world.channel) {
    moves.push({
      kind: 'media',
      device: message.to,
      say: () => `${name(message.to)} hears a hang-up of ${word(message.callId)} on the data channel`,
      make: (draft) => {
        draft.channel = draft.channel.filter((one) => one !== message)
        dispatch(draft, setting, message.to, { kind: 'far-hang-up', callId: message.callId })
      },
    })
  }
  moves.push(...faults(world, setting))
  return moves
}

/** @returns null when somebody's queue is full: it happens later, or never */
export function after(world: World, move: Move, setting: Setting): World | null {
  const draft = draftOf(world)
  move.make(draft)
  for (const [device, wire] of draft.wires.entries()) {
    const before = at(world.wires, device).down.length
    if (wire.down.length > setting.queue && wire.down.length > before) return null
  }
  return draft
}

/** The server reads the oldest command of a device; the phone hears the oldest of what it was told. */
function traffic(world: World, setting: Setting, device: number): readonly Move[] {
  const wire = at(world.wires, device)
  const moves: Move[] = []
  const [first, ...rest] = wire.up
  if (first)
    moves.push({
      kind: 'goes on',
      device: null,
      reads: device,
      say: () => `server reads ${first.command.name} ${idIn(first.command.payload)} of ${name(device)}`,
      make: (draft) => {
        draft.wires[device] = { ...wire, up: rest }
        const ack = obey(draft, setting.rules, device, first.command)
        if (!first.asked) settle(draft, device, first.n)
        else if (at(draft.wires, device).pending.some((one) => one.n === first.n))
          tellDevice(draft, device, { kind: 'ack', n: first.n, ack })
      },
    })
  const [heard, ...later] = wire.down
  if (heard)
    moves.push({
      kind: 'goes on',
      device,
      say: () => `${name(device)} hears ${describeTold(heard, world, device)}`,
      make: (draft) => {
        draft.wires[device] = { ...wire, down: later }
        hear(draft, setting, device, heard)
      },
    })
  return moves
}

function hear(draft: Draft, setting: Setting, device: number, told: Told): void {
  switch (told.kind) {
    case 'ack': {
      const command = settle(draft, device, told.n)
      if (command) answered(draft, setting, device, command, told.ack)
      return
    }
    case 'event':
      return receive(draft, setting, device, { kind: 'event', event: told.event })
    case 'welcome':
      const unanswered = at(draft.wires, device).pending
      draft.wires[device] = { ...at(draft.wires, device), phone: 'online' }
      receive(draft, setting, device, { kind: 'welcome', welcome: { ...WELCOME, ...told, calls: [...told.calls] } })
      return transmit(draft, device, unanswered)
  }
}
/** The rest of a welcome is of no interest to calls. */
const WELCOME = {} as Welcome

function receive(draft: Draft, setting: Setting, device: number, news: SignalingNews): void {
  const event = fromServer(news)
  if (event) dispatch(draft, setting, device, event)
}

const idIn = (payload: object): string => ('callId' in payload ? word(payload.callId as string) : '')

function describeTold(told: Told, world: World, device: number): string {
  if (told.kind === 'event') return `${told.event.name} ${idIn(told.event.payload)}`
  if (told.kind === 'welcome') return `welcome of ${told.epoch} with [${told.calls.map((c) => word(c.callId)).join()}]`
  const entry = at(world.wires, device).pending.find((one) => one.n === told.n)
  return `${told.ack.status} to ${entry ? `${entry.command.name} ${idIn(entry.command.payload)}` : 'what was settled'}`
}

/** Gestures begin only where there is room: people are slower than a socket. */
function gestures(world: World, setting: Setting, device: number): readonly Move[] {
  const wire = at(world.wires, device)
  if (wire.up.length >= setting.queue || wire.pending.length > setting.queue) return []
  const { call } = at(world.desks, device).phone
  const gesture = (say: string, event: CallEvent, more: (draft: Draft) => void = () => {}): Move => ({
    kind: 'person',
    device,
    say: () => `${name(device)} ${say}`,
    make: (draft) => {
      more(draft)
      dispatch(draft, setting, device, event)
    },
  })
  switch (call.name) {
    case 'idle':
    case 'ending': {
      const left = at(world.budget.dials, device)
      if (left === 0) return []
      const callId = idOf(world.begun)
      const contact = device === 0 ? 'ben' : 'ana'
      const dial = { kind: 'dial' as const, callId, target: { kind: 'contact' as const, contact } }
      const dials = world.budget.dials.map((dialsLeft, index) => (index === device ? left - 1 : dialsLeft))
      return [
        gesture(`dials ${contact}: ${word(callId)}`, { ...dial, video: false, subject: null }, (draft) => {
          draft.begun = world.begun + 1
          draft.budget = { ...draft.budget, dials }
        }),
      ]
    }
    case 'ringing':
      return [gesture('accepts', { kind: 'accept', video: false }), gesture('declines', { kind: 'decline' })]
    case 'calling':
    case 'accepting':
    case 'connecting':
    case 'active':
    case 'reconnecting':
      return [gesture('hangs up', { kind: 'hang-up' })]
  }
}

function phoneTimers(world: World, setting: Setting, device: number): readonly Move[] {
  const { timers } = at(world.desks, device)
  return timers
    .filter((timer) => mayExpire(world, device, timer))
    .map((one) => ({
      kind: 'timer',
      device,
      say: () => `${name(device)}: ${one.timer} of ${word(one.callId)} expires`,
      make: (draft) => {
        const desk = at(draft.desks, device)
        draft.desks[device] = { ...desk, timers: desk.timers.filter((other) => other !== one) }
        dispatch(draft, setting, device, { kind: 'timer', ...one })
      },
    }))
}

/**
 * Timers fire in any order that their durations allow. A message on a whole socket arrives within the four seconds of a heartbeat, or
 * the socket is not whole; every timer here is longer. So none fires over what was sent before the last gesture, and those that guard
 * against a silent server (no-answer at a phone, lease) fire only where the server cannot be heard.
 */
function mayExpire(world: World, device: number, { callId, timer }: PhoneTimer): boolean {
  const { phone, whole, up, down } = at(world.wires, device)
  const unheard = !whole || phone !== 'online'
  // The server's own no-answer is a second and two earlier than those of the phones.
  if (timer === 'no-answer') return unheard && world.server.registry.calls.get(callId)?.state !== 'ringing'
  if (timer === 'lease') return unheard
  return !whole || (up.length === 0 && down.length === 0)
}

function serverMayExpire(world: World, { timer }: World['server']['timers'][number]): boolean {
  const whole = world.wires.filter((one) => one.whole)
  if (whole.some(({ down }) => down.length > 0)) return false
  // Whoever is to claim does so when its welcome arrives, not when a person decides to.
  return timer !== 'claim' || whole.every(({ up }) => up.length === 0)
}

/** The path between two phones comes up. Both see it: what one end learns earlier, the other may still not use. */
function paths(world: World, setting: Setting, device: number): readonly Move[] {
  const { peer } = at(world.desks, device).shell
  const far = farOf(world.desks, device)
  if (!peer || peer.connected || far === null || far < device) return []
  const agreed = [device, far].every((end) => isRunning(at(world.desks, end).phone.call))
  if (!setting.warmPath && !agreed) return []
  const { callId, generation } = peer
  return [
    {
      kind: 'media',
      device: null,
      say: () => `the path of ${word(callId)} is up`,
      make: (draft) => {
        for (const end of [device, far]) {
          const desk = at(draft.desks, end)
          draft.desks[end] = { ...desk, shell: { ...desk.shell, peer: { callId, generation, connected: true } } }
        }
        for (const end of [device, far])
          dispatch(draft, setting, end, { kind: 'path', callId, generation, path: 'connected' })
      },
    },
  ]
}
