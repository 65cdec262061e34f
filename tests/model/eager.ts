import type { Move } from './move.ts'
import type { World } from './world.ts'
import { at, PARTIES } from './world.ts'

/*
 * Partial-order reduction: where one move can be made first without losing any outcome, only that one is made (a persistent set of one).
 *
 * What a phone does with the oldest message in its queue touches this phone, the end of its own way up, and nothing that others read but
 * its connection. The server only adds at the other end of both queues. So hearing commutes with every move of the server and of other
 * phones; it competes only with the other moves of this phone and with what takes messages away. Hence it may go first, alone,
 *   1. when it is the only thing this phone can do: no person, timer, channel or path is there to come before it; or
 *   2. when it only empties the outbox, or settles nothing: then a gesture before or after it ends in the same world.
 * Neither holds while a connection may still break or be broken, or while time may pass. No cycle can starve another move: each of these
 * takes one message away.
 */
export function eager(world: World, moves: readonly Move[]): Move | null {
  const { cuts, restarts, naps } = world.budget
  if (cuts + restarts + naps > 0) return null
  for (const device of PARTIES.keys()) {
    const { phone, whole, down, pending } = at(world.wires, device)
    const [heard] = down
    if (!heard || phone !== 'online' || !whole) continue
    const own = moves.filter((move) => move.device === device)
    const [only, ...more] = own
    const peer = at(world.desks, device).shell.peer
    if (only && more.length === 0 && peer === null) return only
    if (heard.kind !== 'ack') continue
    const name = pending.find((one) => one.n === heard.n)?.command.name
    const settlesLittle = name === undefined || name === 'hangup' || name === 'decline'
    if (settlesLittle) return own.find((move) => move.kind === 'goes on') ?? null
  }
  return null
}
