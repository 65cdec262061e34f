import type { Ack, Command, Refusal, ServerEvent, Welcome } from '../protocol/index.ts'

/** What a device knows of its line to the host. `since`, when the host was heard last, and `nextTryAt` are times of the injected clock. */
export type ConnectionState =
  | { readonly status: 'connecting' }
  | { readonly status: 'online' }
  | { readonly status: 'offline'; readonly since: number; readonly nextTryAt: number | null }
  /** The host said no, or is not the pinned one: it is not tried again until the person acts. */
  | { readonly status: 'refused'; readonly refusal: Refusal | 'certificate' }
  /** Another connection of this device took over (F-52). */
  | { readonly status: 'replaced' }

/** The definitive answer to a command, or `unsent` when none came in the time of TIMERS.commandGiveUp. */
export type SendResult = Ack | { readonly status: 'unsent' }

export type SignalingNews =
  | { readonly kind: 'connection'; readonly connection: ConnectionState }
  | { readonly kind: 'welcome'; readonly welcome: Welcome }
  | { readonly kind: 'event'; readonly event: ServerEvent }

/** An open line; whoever opened it closes it. */
export interface SignalingLine {
  /** Never rejects. While the line is down the command waits, at most TIMERS.commandGiveUp in all. */
  send(command: Command): Promise<SendResult>
  /** Best effort while the page goes away: no ack is awaited. */
  sendLast(command: Command): void
  /** Tries now instead of waiting for the next attempt, without asking whether the old socket says it is open. */
  retry(): void
  /** A live call shortens the pauses between attempts. */
  urgent(live: boolean): void
  close(): void
}
