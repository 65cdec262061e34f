import type {
  Ack,
  CommandName,
  CommandPayload,
  ContactId,
  DeviceId,
  GroupName,
  Refusal,
  ServerEvent,
  DeviceKind,
  Welcome,
} from '../protocol/index.ts'
import type { OfficeSettings } from './office-settings.ts'

/** A device that has proved its key and wants in. */
export interface Visitor {
  readonly device: DeviceId
  readonly name: string
  readonly kind: DeviceKind
  readonly lasting: boolean
}

/** The lines that came in through one door and are still here. */
export interface Door {
  /** Sends one event to all of them; must not throw. */
  broadcast(event: ServerEvent): void
}

/** What the office does to a connection that was let in. */
export interface Line {
  /** Sends one event; must not throw. */
  send(event: ServerEvent): void
  /** All lines of one door, which puts what everybody is to hear into bytes once; null: this line has none like it. */
  readonly door: Door | null
  /** A newer connection of the same device took over (F-52): `replaced` has been sent, the socket is to be closed. */
  close(): void
}

/** One signed-in connection, seen from its door. */
export interface Seat {
  /** Carries out one command; the payload has been validated. Never throws: F-75 answers `internal`. */
  command<Name extends CommandName>(name: Name, payload: CommandPayload<Name>): Ack
  /** The socket is gone: `left` after a goodbye (a clean close), `lost` otherwise. */
  disconnect(how: 'left' | 'lost'): void
}

export type Entry =
  | { readonly status: 'ok'; readonly welcome: Welcome; readonly seat: Seat }
  | { readonly status: 'denied'; readonly refusal: Refusal }

/** Directory, ring groups and calls behind one face; knows nothing of sockets. */
export interface Office {
  enter(visitor: Visitor, line: Line): Entry
  /** Other settings from now on; everybody who is here hears what may be known of them. */
  configure(settings: OfficeSettings): void
  /** A device whose page is gone hangs up, connected or not: what a browser sent for it races with the end of its socket (F-29). */
  farewell(device: DeviceId, payload: CommandPayload<'hangup'>): void
  /** Who is in a ring group, connected or not. */
  membersOf(group: GroupName): readonly ContactId[]
  /** Counts for tests and for the operator: nothing may be left when nobody calls. */
  counts(): { readonly calls: number; readonly devices: number; readonly timers: number; readonly tombstones: number }
  /** Ends ringing calls as `host-restarted`, leaves running ones alone, stops every timer. */
  close(): void
}
