import type { SendResult } from '../../src-signaling/client/line.ts'
import type { Command } from '../../src-signaling/protocol/index.ts'
import type { Draft, Pending, Told } from './world.ts'
import { at } from './world.ts'

/*
 * The line as open-line.ts and pending-commands.ts have it: a command waits for its one answer, is sent when the line is online, is
 * sent again by every welcome, and is given up as `unsent`. A socket loses nothing without breaking; when it breaks, what was in flight
 * is lost in both directions, and each end notices in its own time.
 */

/** @param asked somebody waits for the answer */
export function send(draft: Draft, device: number, command: Command, asked: boolean): void {
  const wire = at(draft.wires, device)
  const sent: Pending = { n: wire.next, command, asked }
  draft.wires[device] = { ...wire, pending: [...wire.pending, sent], next: wire.next + 1 }
  if (wire.phone === 'online') transmit(draft, device, [sent])
}

/** The phone writes into its socket, and cannot know whether bytes pass. */
export function transmit(draft: Draft, device: number, commands: readonly Pending[]): void {
  const wire = at(draft.wires, device)
  if (wire.whole && commands.length > 0) draft.wires[device] = { ...wire, up: [...wire.up, ...commands] }
}

/** The server writes to a device, and cannot know either. */
export function tellDevice(draft: Draft, device: number, told: Told): void {
  const wire = at(draft.wires, device)
  if (wire.whole) draft.wires[device] = { ...wire, down: [...wire.down, told] }
}

/** @returns the command that is settled by this; null when it was settled before */
export function settle(draft: Draft, device: number, n: number): Command | null {
  const wire = at(draft.wires, device)
  const entry = wire.pending.find((one) => one.n === n)
  if (!entry) return null
  draft.wires[device] = { ...wire, pending: wire.pending.filter((one) => one !== entry) }
  return entry.command
}

/** The socket breaks. */
export function cut(draft: Draft, device: number): void {
  draft.wires[device] = { ...at(draft.wires, device), whole: false, up: [], down: [] }
}

/** A new socket; the server lets go of an older one of this device (F-52). */
export function reopen(draft: Draft, device: number): void {
  draft.wires[device] = { ...at(draft.wires, device), phone: 'opening', seated: true, whole: true, up: [], down: [] }
}

export const UNSENT: SendResult = { status: 'unsent' }
