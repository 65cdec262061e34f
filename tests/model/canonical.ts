import type { Phone } from '../../src-renderer/call/state.ts'
import type { Ack } from '../../src-signaling/protocol/index.ts'
import type { Desk, Server, Wire, World } from './world.ts'

/*
 * Two worlds with the same canonical text go on in the same ways (a random test holds that). Everything counts unless it is named here:
 * a new field of a state makes worlds differ until somebody has thought about it.
 */

/** The text of a part, made once: a step changes few parts of the world. */
function once<Part extends object>(write: (part: Part) => unknown): (part: Part) => string {
  const written = new WeakMap<Part, string>()
  return (part) => {
    const known = written.get(part)
    if (known !== undefined) return known
    const text = JSON.stringify(write(part))
    written.set(part, text)
    return text
  }
}

/** What is shown but never decided with; the times that no rule reads while a call lives. */
function phoneText({ last: _l, dropped: _d, over: _o, early: _e, outbox, call, ...phone }: Phone) {
  const told = outbox.map((entry) => entry.command)
  if (call.name === 'idle' || call.name === 'ending') return { ...phone, call, outbox: told }
  const { sent: _sent, seen: _seen, ...media } = call.media
  const shown = { subject: null, beganAt: 0, silenced: false, progress: 0, connectedAt: 0 }
  return { ...phone, outbox: told, call: { ...call, ...shown, media } }
}

const deskText = once<Desk>(({ phone, timers, shell }) => [
  phoneText(phone),
  timers.map(({ callId, timer }) => callId + timer).sort(),
  shell,
])

/** A claim is over whatever the reason: that is only shown (`last`), and so counts neither here nor in the tombstone that it comes from. */
const ackText = (ack: Ack) => (ack.status === 'gone' ? ack.status : ack)

/** Commands by their place among those that wait. */
const wireText = once<Wire>(({ phone, seated, whole, pending, up, down }) => {
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

const serverText = once<Server>(({ registry, epoch, timers }) => [
  [...registry.calls.values()].sort((a, b) => (a.callId < b.callId ? -1 : 1)),
  [...registry.engaged].map((pair) => pair.join()).sort(),
  epoch,
  timers.map(({ callId, timer }) => callId + timer).sort(),
])

/** What is remembered of an id: it matters only while somebody still knows that id. */
function remembered(world: World, callId: string): string {
  const stone = world.server.registry.tombstones.get(callId)
  const desks = world.desks.map(({ phone }) => {
    const early = phone.early.find((call) => call.callId === callId)
    return [phone.over.includes(callId) ? 1 : 0, early ? early.messages : 0]
  })
  return JSON.stringify([stone ? [stone.onlyFor, stone.answered] : 0, desks])
}

const IDS = /[\uE000-\uF8FF]/g

/** The world as a text in which ids are numbered by their first appearance and nothing lasts that nobody will ask for. */
export function canonical(world: World): string {
  const { budget, channel, again, late } = world
  let text = serverText(world.server)
  for (const desk of world.desks) text += deskText(desk)
  for (const wire of world.wires) text += wireText(wire)
  text += JSON.stringify([budget, channel, again, late])
  const numbers = new Map<string, string>()
  const number = (callId: string): string => {
    const known = numbers.get(callId)
    if (known !== undefined) return known
    const next = String.fromCharCode(0xe0_00 + numbers.size)
    numbers.set(callId, next)
    return next
  }
  let renamed = text.replace(IDS, number)
  // Walks over ids that are found while it walks, too: what is remembered of one may name another.
  for (const callId of numbers.keys()) renamed += remembered(world, callId).replace(IDS, number)
  return renamed
}
