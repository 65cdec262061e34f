import type { Call, EarlyCall, Phone } from '../../src-renderer/call/state.ts'
import type { RegisteredCall, Tombstone } from '../../src-signaling/calls/registry-state.ts'
import type { Ack, Command } from '../../src-signaling/protocol/index.ts'
import type { Said } from './parts.ts'
import { parts, said, texts } from './parts.ts'
import type { Budget, Desk, PhoneTimer, Server, Shell, Told, Wire, World } from './world.ts'
import { at, PARTIES } from './world.ts'

/*
 * Two worlds with the same canonical text go on in the same ways (a random test holds that). Everything counts unless it is named here:
 * a new field of a state makes worlds differ until somebody has thought about it.
 */

const IDLE: Call = { name: 'idle' }

/** What is shown but never decided with, and the times that no rule reads while a call lives, do not count. */
function countsOfCall(call: Call): unknown {
  if (call.name === 'idle' || call.name === 'ending') return call
  const { sent: _sent, seen: _seen, ...media } = call.media
  return { ...call, subject: null, beganAt: 0, silenced: false, progress: 0, connectedAt: 0, media }
}
const callText = texts(countsOfCall)
const commandText = texts<Command>((command) => command)
const shellText = texts<Shell>((shell) => shell)
const timerText = ({ callId, timer }: PhoneTimer) => timer + callId

function phoneText({ last: _l, dropped: _d, over: _o, early: _e, outbox, call, ...phone }: Phone): string {
  // Whoever is ending and waits for an answer to its farewell does what idle does.
  const asIdle = call.name === 'ending' && outbox.some(({ command }) => command.payload.callId === call.callId)
  return `${JSON.stringify(phone)}${callText(asIdle ? IDLE : call)}[${outbox.map(({ command }) => commandText(command)).join()}]`
}

const desks = parts<Desk>(
  ({ phone, timers, shell }) => `${phoneText(phone)}[${timers.map(timerText).sort().join()}]${shellText(shell)}`,
  ({ phone }) => JSON.stringify([phone.over, phone.early]),
)

/** A claim is over whatever the reason: that is only shown (`last`), and so counts neither here nor in the tombstone that it comes from. */
const ackText = texts<Ack>((ack) => (ack.status === 'gone' ? ack.status : ack))
const toldText = texts<Told>((told) => told)

/** Commands by their place among those that wait. */
const wires = parts<Wire>(({ phone, seated, whole, pending, up, down }) => {
  const place = (n: number) => pending.findIndex((one) => one.n === n)
  const waits = pending.map(({ command }) => commandText(command))
  const rises = up.map(({ n, command }) => (place(n) < 0 ? commandText(command) : place(n)))
  const falls = down.map((told) => {
    if (told.kind !== 'ack') return toldText(told)
    return place(told.n) < 0 ? -1 : `${place(told.n)}${ackText(told.ack)}`
  })
  return `${phone}${seated}${whole}[${waits.join()}][${rises.join()}][${falls.join()}]`
})

/** Devices in an order: as they are, or with the two of Ben in each other's place. */
type Order = readonly number[]
const AS_THEY_ARE: Order = [0, 1, 2]
const SWAPPED: Order = [0, 2, 1]

const deviceOf = (index: number) => at(PARTIES, index).device

const serversIn = (order: Order) => {
  const rank = (device: string) => order.findIndex((index) => deviceOf(index) === device)
  const byRank = <Item>(items: Iterable<Item>, device: (item: Item) => string) =>
    [...items].sort((a, b) => rank(device(a)) - rank(device(b)))
  const self = (device: string) => device
  // Who rings or is away is a set.
  const registeredText = texts<RegisteredCall>((call) => {
    const away = byRank(call.away, self)
    if (call.state === 'active') return { ...call, away }
    return { ...call, away, reported: byRank(call.reported, self), rings: byRank(call.rings, (end) => end.device) }
  })
  return parts<Server>(
    ({ registry, epoch, timers }) => {
      // By their caller, not by their ids: ids are renamed.
      const calls = byRank(registry.calls.values(), ({ caller }) => caller.device)
      const place = (callId: string) => calls.findIndex((call) => call.callId === callId)
      const engaged = [...registry.engaged].map((pair) => pair.join()).sort()
      const due = timers.map(({ callId, timer }) => [place(callId), timer, callId].join()).sort()
      return `[${calls.map(registeredText).join()}][${engaged.join()}]${epoch}[${due.join()}]`
    },
    ({ registry }) => JSON.stringify([...registry.tombstones].sort(([a], [b]) => (a < b ? -1 : 1))),
  )
}
const servers = serversIn(AS_THEY_ARE)
const swappedServers = serversIn(SWAPPED)

/** What is left of a call that is over (`until` is a time that never comes here, `reason` is only shown). */
const stones = parts(texts<Tombstone>(({ onlyFor, answered }) => [onlyFor && [...onlyFor].sort(), answered]))
const earlies = parts(texts<EarlyCall['messages']>((messages) => messages))
const budgets = parts(texts<Budget>(({ dials: _dials, cuts: _cuts, ...budget }) => budget))
const channels = parts(texts<World['channel']>((channel) => channel.map(({ to, callId }) => [deviceOf(to), callId])))
const agains = parts(texts<NonNullable<World['again']>>(({ from, command }) => [deviceOf(from), command]))

/** The same world, made of parts of the worlds before it wherever those say the same. */
export const shared = (world: World): World => ({
  ...world,
  desks: world.desks.map(desks.shared),
  wires: world.wires.map(wires.shared),
  server: servers.shared(world.server),
})

/** Somebody besides this device, or the server, still has to do with this call. */
export function isKnownElsewhere(world: World, callId: string, device: number): boolean {
  const { server, channel, again } = world
  if (server.registry.calls.has(callId) || channel.some((one) => one.callId === callId)) return true
  if (again && agains.said(again).ids.includes(callId)) return true
  return world.desks.some(
    (desk, other) =>
      other !== device &&
      (desks.said(desk).ids.includes(callId) || wires.said(at(world.wires, other)).ids.includes(callId)),
  )
}

/**
 * The world as a text in which ids are numbered by their first appearance and nothing lasts that nobody will ask for. Which of Ben's devices
 * is which does not count.
 */
export function canonical(world: World): string {
  const text = textOf(world, AS_THEY_ARE)
  const swapped = textOf(world, SWAPPED)
  return swapped < text ? swapped : text
}

function textOf(world: World, order: Order): string {
  const ids = order.map(deviceOf)
  let text = ''
  const say = (what: Said) => {
    // How many ids follow is known by the shape: no two lists of parts have the same text.
    text += String.fromCharCode(what.shape & 0xff_ff, what.shape >>> 16)
    for (const id of what.ids) {
      const known = ids.indexOf(id)
      text += String.fromCharCode(known < 0 ? ids.push(id) - 1 : known)
    }
  }
  say((order === SWAPPED ? swappedServers : servers).said(world.server))
  for (const device of order) say(desks.said(at(world.desks, device)))
  for (const device of order) say(wires.said(at(world.wires, device)))
  say(budgets.said(world.budget))
  const { dials, cuts } = world.budget
  for (const device of order) text += String.fromCharCode(at(dials, device), at(cuts, device))
  say(channels.said(world.channel))
  say(world.again ? agains.said(world.again) : NO)
  say(world.late ? YES : NO)
  // Walks over ids that are found while it walks, too: what is remembered of one may name another.
  for (let index = order.length; index < ids.length; index++) remembered(world, order, ids[index] ?? '', say)
  return text
}

const [YES, NO] = [said('yes'), said('no')]

/** What is remembered of an id: it matters only while somebody still knows that id. */
function remembered(world: World, order: Order, callId: string, say: (what: Said) => void): void {
  const stone = world.server.registry.tombstones.get(callId)
  say(stone ? stones.said(stone) : NO)
  for (const device of order) {
    const { phone } = at(world.desks, device)
    const early = phone.early.find((call) => call.callId === callId)
    say(early ? earlies.said(early.messages) : NO)
    say(phone.over.includes(callId) ? YES : NO)
  }
}
