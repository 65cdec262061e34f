import type { CallId } from '../../src-signaling/protocol/index.ts'
import { isKnownElsewhere } from './canonical.ts'
import type { Move } from './move.ts'
import { isRunning } from './phone.ts'
import type { Setting } from './setting.ts'
import type { Pending, Told, Wire, World } from './world.ts'
import { at, PARTIES } from './world.ts'

/*
 * Partial-order reduction: where some moves can be made first without losing any outcome, only those are made (a persistent set, Godefroid 1996).
 *
 * What a phone does with the oldest message in its queue touches this phone, the end of its own way up, and nothing that others read but
 * its connection; the same is true of what its person does. The server only adds at the other end of both queues. So the moves of a phone
 * that has something to hear commute with every move of the server and of other phones, and whatever happens, one of them comes first:
 * nothing is at rest before that message is heard. They may go first, alone,
 *   1. when nobody else can give this phone another move before it hears: its person has room to begin something, no timer of it waits for
 *      what the server knows, and no path of it can come up, for it does not talk;
 *   2. when it only empties the outbox, or settles nothing: then it is the only one needed, a gesture before or after it ends in the same world;
 *   3. when the server reads a word about a call that it does not know and that nobody can make known to it: the answer is all that comes of it; or
 *   4. when everything is over but farewells: the phones settle theirs one after the other.
 * None holds for a phone whose own connection may still break, nor for anybody while the server may restart, a path may break or time may
 * pass. No cycle can starve another move: each of these takes one message away, or is one of the few things that a person may still begin.
 */
export function eager(world: World, moves: readonly Move[], setting: Setting): readonly Move[] | null {
  const { cuts, restarts, naps, breaks } = world.budget
  if (restarts + naps + breaks > 0) return null
  let fewest: readonly Move[] | null = null
  const last = settling(world, moves)
  if (last) return last
  const letter = deadLetter(world, moves, setting)
  if (letter) return [letter]
  for (const device of PARTIES.keys()) {
    const { whole, down, phone } = at(world.wires, device)
    if (down.length === 0 || !whole || at(cuts, device) > 0) continue
    const own = moves.filter((move) => move.device === device)
    if (settlesLittle(world, device)) return phone === 'online' ? own.filter((move) => move.kind === 'goes on') : null
    if (isAlone(world, setting, device) && own.length < (fewest?.length ?? Infinity)) fewest = own
  }
  return fewest
}

/** Everything is over but farewells: what is left of one phone with the server does not concern another. */
function settling(world: World, moves: readonly Move[]): readonly Move[] | null {
  const { server, channel, again, budget } = world
  if (server.registry.calls.size + server.timers.length + channel.length + budget.duplicates > 0 || again) return null
  if (budget.dials.some((left) => left > 0)) return null
  if (world.desks.some(({ phone }) => phone.call.name !== 'idle' && phone.call.name !== 'ending')) return null
  if (!world.wires.every(saysFarewellOnly)) return null
  const ofDevice = (device: number) => moves.filter((move) => move.device === device || move.reads === device)
  return [...PARTIES.keys()].map(ofDevice).find((own) => own.length > 0) ?? null
}

const saysFarewellOnly = ({ pending, up, down }: Wire): boolean =>
  [...pending, ...up].every(({ command: { name } }) => name === 'hangup' || name === 'decline') &&
  down.every((told) =>
    told.kind === 'event' ? told.event.name === 'ended' : told.kind === 'ack' || told.calls.length === 0,
  )

/** A farewell to a call that is over for everybody else, or an accept or a description of one that is dead. */
function deadLetter(world: World, moves: readonly Move[], setting: Setting): Move | null {
  const { budget } = world
  if (budget.duplicates > 0) return null
  const device = world.wires.findIndex(({ phone, whole, up: [first], down }, from) => {
    if (!first || phone === 'offline' || !whole || at(budget.cuts, from) > 0 || down.length >= setting.queue)
      return false
    const { name, payload } = first.command
    if (name === 'hangup' || name === 'decline')
      return !isKnownElsewhere(world, payload.callId, from) || isDead(world, payload.callId)
    const accepts = name === 'accept' && !isRunning(at(world.desks, from).phone.call)
    return (accepts || name === 'description') && isDead(world, payload.callId)
  })
  return moves.find((move) => move.reads === device) ?? null
}

/** The server does not know this call, and nobody can make it known again: every command about it is answered `gone`. */
function isDead(world: World, callId: CallId): boolean {
  if (world.again || world.server.registry.calls.has(callId)) return false
  const runs = world.desks.some(({ phone: { call } }) => isRunning(call) && 'callId' in call && call.callId === callId)
  return !runs && world.wires.every((wire) => !mayRevive(wire, callId))
}

function mayRevive({ pending, up, down }: Wire, callId: CallId): boolean {
  const makes = ({ command: { name, payload } }: Pending) =>
    (name === 'invite' || name === 'claim') && payload.callId === callId
  const agrees = (told: Told): boolean => {
    if (told.kind === 'welcome') return told.calls.some((call) => call.callId === callId)
    if (told.kind === 'event') return told.event.name === 'accepted' && told.event.payload.callId === callId
    const command = pending.find((one) => one.n === told.n)?.command
    return command?.name === 'accept' && command.payload.callId === callId && told.ack.status === 'ok'
  }
  return pending.some(makes) || up.some(makes) || down.some(agrees)
}

/** What this phone hears next changes nothing but the list of commands that wait. */
function settlesLittle(world: World, device: number): boolean {
  const { down, pending } = at(world.wires, device)
  const [heard] = down
  if (heard?.kind !== 'ack') return false
  const name = pending.find((one) => one.n === heard.n)?.command.name
  return name === undefined || name === 'hangup' || name === 'decline'
}

/** Nothing that others do gives this phone another move before it has heard. */
function isAlone(world: World, setting: Setting, device: number): boolean {
  const { phone, up, pending } = at(world.wires, device)
  const { phone: own, timers, shell } = at(world.desks, device)
  // Room comes when the server reads, unless too many wait for an answer, and that has to be heard.
  const waitsForRoom = up.length >= setting.queue && pending.filter(({ asked }) => asked).length <= setting.queue
  const mayBegin = (own.call.name !== 'idle' && own.call.name !== 'ending') || at(world.budget.dials, device) > 0
  const mayConnect = shell.peer !== null && (setting.warmPath || isRunning(own.call) || shell.peer.connected)
  // The phone's own no-answer fires only where the server cannot be heard, and has ended the call.
  const waitsForServer =
    phone !== 'online' &&
    timers.some(
      ({ timer, callId }) => timer === 'no-answer' && world.server.registry.calls.get(callId)?.state === 'ringing',
    )
  return !(waitsForRoom && mayBegin) && !mayConnect && !isRunning(own.call) && !waitsForServer
}
