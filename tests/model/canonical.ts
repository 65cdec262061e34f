import type { Call, EarlyCall, Phone } from '../../src-renderer/call/state.ts'
import type { RegisteredCall, Tombstone } from '../../src-signaling/calls/registry-state.ts'
import type { Ack } from '../../src-signaling/protocol/index.ts'
import type { Said } from './parts.ts'
import { parts, said } from './parts.ts'
import type { Budget, Desk, Server, Wire, World } from './world.ts'
import { at, PARTIES } from './world.ts'

/*
 * Two worlds with the same canonical text go on in the same ways (a random test holds that). Everything counts unless it is named here:
 * a new field of a state makes worlds differ until somebody has thought about it.
 */

/** What is shown but never decided with; the times that no rule reads while a call lives. */
function phoneText({ last: _l, dropped: _d, over: _o, early: _e, outbox, call, ...phone }: Phone) {
  const told = outbox.map((entry) => entry.command)
  // Whoever is ending and waits for an answer to its farewell does what idle does.
  if (call.name === 'ending' && told.some(({ payload }) => payload.callId === call.callId))
    return { ...phone, call: IDLE, outbox: told }
  if (call.name === 'idle' || call.name === 'ending') return { ...phone, call, outbox: told }
  const { sent: _sent, seen: _seen, ...media } = call.media
  const shown = { subject: null, beganAt: 0, silenced: false, progress: 0, connectedAt: 0 }
  return { ...phone, outbox: told, call: { ...call, ...shown, media } }
}

const IDLE: Call = { name: 'idle' }

const desks = parts<Desk>(
  ({ phone, timers, shell }) => [phoneText(phone), timers.map(({ callId, timer }) => timer + callId).sort(), shell],
  ({ phone }) => [phone.over, phone.early],
)

/** A claim is over whatever the reason: that is only shown (`last`), and so counts neither here nor in the tombstone that it comes from. */
const ackText = (ack: Ack) => (ack.status === 'gone' ? ack.status : ack)

/** Commands by their place among those that wait. */
const wires = parts<Wire>(({ phone, seated, whole, pending, up, down }) => {
  const place = (n: number) => pending.findIndex((one) => one.n === n)
  return [
    phone,
    seated,
    whole,
    pending.map((one) => one.command),
    up.map((one) => (place(one.n) < 0 ? one.command : place(one.n))),
    down.map((told) => (told.kind === 'ack' ? [place(told.n), place(told.n) < 0 ? 0 : ackText(told.ack)] : told)),
  ]
})

/** Devices in an order: as they are, or with the two of Ben in each other's place. */
type Order = readonly number[]
const AS_THEY_ARE: Order = [0, 1, 2]
const SWAPPED: Order = [0, 2, 1]

const deviceOf = (index: number) => at(PARTIES, index).device

/** By their caller, not by their ids: ids are renamed. Who rings or is away is a set. */
function callsOf({ registry }: Server, order: Order): readonly RegisteredCall[] {
  const rank = (device: string) => order.findIndex((index) => deviceOf(index) === device)
  const byRank = <Item>(items: readonly Item[], device: (item: Item) => string) =>
    [...items].sort((a, b) => rank(device(a)) - rank(device(b)))
  const self = (device: string) => device
  return byRank([...registry.calls.values()], ({ caller }) => caller.device).map((call) => {
    const away = byRank(call.away, self)
    if (call.state === 'active') return { ...call, away }
    return { ...call, away, reported: byRank(call.reported, self), rings: byRank(call.rings, (end) => end.device) }
  })
}

const serversIn = (order: Order) =>
  parts<Server>(
    (server) => {
      const calls = callsOf(server, order)
      const place = (callId: string) => calls.findIndex((call) => call.callId === callId)
      return [
        calls,
        [...server.registry.engaged].map((pair) => pair.join()).sort(),
        server.epoch,
        server.timers.map(({ callId, timer }) => [place(callId), timer, callId].join()).sort(),
      ]
    },
    ({ registry }) => [...registry.tombstones].sort(([a], [b]) => (a < b ? -1 : 1)),
  )
const servers = serversIn(AS_THEY_ARE)
const swappedServers = serversIn(SWAPPED)

/** What is left of a call that is over (`until` is a time that never comes here, `reason` is only shown). */
const stones = parts<Tombstone>(({ onlyFor, answered }) => [onlyFor && [...onlyFor].sort(), answered])
const earlies = parts<EarlyCall['messages']>((messages) => messages)
const budgets = parts<Budget>(({ dials: _dials, cuts: _cuts, ...budget }) => budget)
const channels = parts<World['channel']>((channel) => channel.map(({ to, callId }) => [deviceOf(to), callId]))
const agains = parts<NonNullable<World['again']>>(({ from, command }) => [deviceOf(from), command])

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
