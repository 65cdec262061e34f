import type { SendResult } from '../../src-signaling/client/line.ts'
import type { Command } from '../../src-signaling/protocol/index.ts'
import type { Draft, Pending, Told } from './world.ts'
import { at } from './world.ts'

/*
 * The line as open-line.ts and pending-commands.ts have it: a command waits for its one answer, is sent when the line is online, is
 * sent again by every welcome, and is given up as `unsent`. A socket loses nothing without closing; when it closes, what was in
 * flight is lost from some message on: the moment of the loss is any moment.
 */

/** @param answered its answer matters to somebody; else it is not kept track of where nothing can get lost */
export function send(draft: Draft, device: number, command: Command, answered: boolean): void {
  const wire = at(draft.wires, device)
  const sent: Pending = { n: wire.next, command }
  const pending = answered ? [...wire.pending, sent] : wire.pending
  draft.wires[device] = { ...wire, pending, next: wire.next + 1 }
  if (wire.phone === 'online') transmit(draft, device, [sent])
}

function transmit(draft: Draft, device: number, commands: readonly Pending[]): void {
  const wire = at(draft.wires, device)
  // The phone writes into its socket; what a server without a seat for it would read is lost.
  if (wire.seated && commands.length > 0) draft.wires[device] = { ...wire, up: [...wire.up, ...commands] }
}

/** The server writes to a device; nobody hears it where the phone has given the socket up. */
export function tellDevice(draft: Draft, device: number, told: Told): void {
  const wire = at(draft.wires, device)
  if (wire.seated && wire.phone !== 'offline') draft.wires[device] = { ...wire, down: [...wire.down, told] }
}

/** @returns the command that is settled by this; null when it was settled before */
export function settle(draft: Draft, device: number, n: number): Command | null {
  const wire = at(draft.wires, device)
  const entry = wire.pending.find((one) => one.n === n)
  if (!entry) return null
  draft.wires[device] = { ...wire, pending: wire.pending.filter((one) => one !== entry) }
  return entry.command
}

/** The welcome has been heard: everything without an answer is sent again, also what the welcome itself has just caused. */
export function resend(draft: Draft, device: number): void {
  transmit(draft, device, at(draft.wires, device).pending)
}

/** The phone gives its socket up: it hears nothing more from it. What it has written may still arrive. */
export function dropByPhone(draft: Draft, device: number): void {
  draft.wires[device] = { ...at(draft.wires, device), phone: 'offline', down: [] }
}

/** The server gives the socket up: it reads nothing more from it. What it has written may still arrive. */
export function dropByServer(draft: Draft, device: number): void {
  draft.wires[device] = { ...at(draft.wires, device), seated: false, up: [] }
}

/** A new socket; the server lets go of an older one of this device (F-52). */
export function reopen(draft: Draft, device: number): void {
  draft.wires[device] = { ...at(draft.wires, device), phone: 'opening', seated: true, up: [], down: [] }
}

export const UNSENT: SendResult = { status: 'unsent' }
