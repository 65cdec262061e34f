import type { EarlyCall, Phone } from '../../src-renderer/call/state.ts'
import type { Tombstone } from '../../src-signaling/calls/registry-state.ts'
import type { Ack } from '../../src-signaling/protocol/index.ts'
import type { Said } from './parts.ts'
import { parts, said } from './parts.ts'
import type { Budget, Desk, Server, Wire, World } from './world.ts'

/*
 * Two worlds with the same canonical text go on in the same ways (a random test holds that). Everything counts unless it is named here:
 * a new field of a state makes worlds differ until somebody has thought about it.
 */

/** What is shown but never decided with; the times that no rule reads while a call lives. */
function phoneText({ last: _l, dropped: _d, over: _o, early: _e, outbox, call, ...phone }: Phone) {
  const told = outbox.map((entry) => entry.command)
  if (call.name === 'idle' || call.name === 'ending') return { ...phone, call, outbox: told }
  const { sent: _sent, seen: _seen, ...media } = call.media
  const shown = { subject: null, beganAt: 0, silenced: false, progress: 0, connectedAt: 0 }
  return { ...phone, outbox: told, call: { ...call, ...shown, media } }
}

const desks = parts<Desk>(
  ({ phone, timers, shell }) => [phoneText(phone), timers.map(({ callId, timer }) => callId + timer).sort(), shell],
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

const servers = parts<Server>(
  ({ registry, epoch, timers }) => [
    [...registry.calls.values()].sort((a, b) => (a.callId < b.callId ? -1 : 1)),
    [...registry.engaged].map((pair) => pair.join()).sort(),
    epoch,
    timers.map(({ callId, timer }) => callId + timer).sort(),
  ],
  ({ registry }) => [...registry.tombstones].sort(([a], [b]) => (a < b ? -1 : 1)),
)

/** What is left of a call that is over (`until` is a time that never comes here, `reason` is only shown). */
const stones = parts<Tombstone>(({ onlyFor, answered }) => [onlyFor, answered])
const earlies = parts<EarlyCall['messages']>((messages) => messages)
const budgets = parts<Budget>((budget) => budget)
const channels = parts<World['channel']>((channel) => channel)
const agains = parts<NonNullable<World['again']>>((again) => again)

/** The same world, made of parts of the worlds before it wherever those say the same. */
export const shared = (world: World): World => ({
  ...world,
  desks: world.desks.map(desks.shared),
  wires: world.wires.map(wires.shared),
  server: servers.shared(world.server),
})

/** The world as a text in which ids are numbered by their first appearance and nothing lasts that nobody will ask for. */
export function canonical(world: World): string {
  const ids: string[] = []
  let text = ''
  const say = (what: Said) => {
    // How many ids follow is known by the shape: no two lists of parts have the same text.
    text += String.fromCharCode(what.shape & 0xff_ff, what.shape >>> 16)
    for (const id of what.ids) {
      const known = ids.indexOf(id)
      text += String.fromCharCode(known < 0 ? ids.push(id) - 1 : known)
    }
  }
  say(servers.said(world.server))
  for (const desk of world.desks) say(desks.said(desk))
  for (const wire of world.wires) say(wires.said(wire))
  say(budgets.said(world.budget))
  say(channels.said(world.channel))
  say(world.again ? agains.said(world.again) : NO)
  say(world.late ? YES : NO)
  // Walks over ids that are found while it walks, too: what is remembered of one may name another.
  for (let index = 0; index < ids.length; index++) remembered(world, ids[index] ?? '', say)
  return text
}

const [YES, NO] = [said('yes'), said('no')]

/** What is remembered of an id: it matters only while somebody still knows that id. */
function remembered(world: World, callId: string, say: (what: Said) => void): void {
  const stone = world.server.registry.tombstones.get(callId)
  say(stone ? stones.said(stone) : NO)
  for (const { phone } of world.desks) {
    const early = phone.early.find((call) => call.callId === callId)
    say(early ? earlies.said(early.messages) : NO)
    say(phone.over.includes(callId) ? YES : NO)
  }
}
