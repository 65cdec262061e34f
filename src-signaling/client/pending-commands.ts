import type { Command } from '../protocol/index.ts'
import { TIMERS } from '../protocol/index.ts'
import type { Clock } from './clock.ts'
import type { SendResult } from './line.ts'

interface Pending {
  readonly command: Command
  resolve(result: SendResult): void
  stopGivingUp(): void
  stopWaiting(): void
}

/** Commands on their way, in order; each gets exactly one result. */
export interface PendingCommands {
  add(command: Command): Promise<SendResult>
  /**
   * A fresh connection is up: what has no answer at this moment is sent again by the function that is returned, by the same ids (R-2, F-10).
   * What is added in between is sent as it is added, and not twice.
   */
  unanswered(): () => void
  /** Nothing will be answered any more. */
  close(): void
}

/**
 * @param transmit writes a command to the connection and calls back with its ack; false when there is none
 * @param stalled no ack came within TIMERS.commandAck: the connection is to be renewed
 */
export function pendingCommands(
  clock: Clock,
  transmit: (command: Command, acked: (result: SendResult) => void) => boolean,
  stalled: () => void,
): PendingCommands {
  const pending = new Set<Pending>()

  const settle = (entry: Pending, result: SendResult) => {
    if (!pending.delete(entry)) return
    entry.stopGivingUp()
    entry.stopWaiting()
    entry.resolve(result)
  }
  const attempt = (entry: Pending) => {
    entry.stopWaiting()
    if (!transmit(entry.command, (result) => settle(entry, result))) return
    entry.stopWaiting = clock.after(TIMERS.commandAck, stalled)
  }

  return {
    add: (command) =>
      new Promise((resolve) => {
        const entry: Pending = { command, resolve, stopGivingUp: () => {}, stopWaiting: () => {} }
        entry.stopGivingUp = clock.after(TIMERS.commandGiveUp, () => settle(entry, { status: 'unsent' }))
        pending.add(entry)
        attempt(entry)
      }),
    unanswered: () => {
      const entries = [...pending]
      return () => {
        for (const entry of entries) if (pending.has(entry)) attempt(entry)
      }
    },
    close: () => {
      for (const entry of pending) settle(entry, { status: 'unsent' })
    },
  }
}
