import type { TimerName } from '../../src-renderer/call/events.ts'
import type { Phone } from '../../src-renderer/call/state.ts'
import { idlePhone } from '../../src-renderer/call/state.ts'
import type { RegistryTimer } from '../../src-signaling/calls/registry-events.ts'
import type { Registry } from '../../src-signaling/calls/registry-state.ts'
import { emptyRegistry } from '../../src-signaling/calls/registry-state.ts'
import type { Ack, CallId, Command, LiveCall, Party, ServerEvent } from '../../src-signaling/protocol/index.ts'

/*
 * The world of the search: one office server, three phones, and a WebSocket between each phone and the server.
 *
 *   phone ── pending ── up ──►  server          What a phone or the server decides is decided by the
 *         ◄──────────── down ──                 production reducers; this file is only what lies between.
 *   phone ◄── data channel ──► phone
 */

/** Call ids are single letters of the private use area: renaming them is a walk over a text. */
export const FIRST_ID = 0xe0_00

/** Ana has one device, Ben two. Device ids are one letter each, like call ids, and are renamed like them. */
export const PARTIES: readonly Party[] = [
  { contact: 'ana', device: '\uF800', name: 'Ana' },
  { contact: 'ben', device: '\uF801', name: 'Ben' },
  { contact: 'ben', device: '\uF802', name: 'Ben' },
]

/** The place of a device among the three. */
export const indexOf = (device: string): number => PARTIES.findIndex((party) => party.device === device)

/** What the media of a phone comes to for decisions: the shell of call-media.ts without a browser. */
export interface Shell {
  readonly peer: { readonly callId: CallId; readonly generation: number; readonly connected: boolean } | null
  /** The call whose media go out and are played as soon as there is a connection; the microphone is open. */
  readonly live: CallId | null
  readonly microphone: boolean
  /** What this person wants at this moment, by gestures at this very device. */
  readonly wants: { readonly callId: CallId; readonly contact: string | null } | null
}

export interface PhoneTimer {
  readonly callId: CallId
  readonly timer: TimerName
}

/** A phone with its shell (controller.ts). */
export interface Desk {
  readonly phone: Phone
  readonly timers: readonly PhoneTimer[]
  readonly shell: Shell
}

export interface Pending {
  readonly n: number
  readonly command: Command
  /** Its answer is followed; else the reading of it counts as its answer. */
  readonly asked: boolean
}
export type Told =
  | { readonly kind: 'ack'; readonly n: number; readonly ack: Ack }
  | { readonly kind: 'event'; readonly event: ServerEvent }
  | { readonly kind: 'welcome'; readonly epoch: string; readonly calls: readonly LiveCall[] }

/** A line (open-line.ts, pending-commands.ts) and what is in flight on its socket, oldest first. */
export interface Wire {
  /** What the phone knows: `opening` is a socket whose welcome has not arrived. */
  readonly phone: 'online' | 'opening' | 'offline'
  /** The server has a seat for this device. */
  readonly seated: boolean
  /** Bytes pass. Where they do not, neither end may have noticed yet. */
  readonly whole: boolean
  readonly pending: readonly Pending[]
  readonly up: readonly Pending[]
  readonly down: readonly Told[]
  readonly next: number
}

export interface Server {
  readonly registry: Registry
  readonly epoch: number
  readonly timers: readonly { readonly callId: CallId; readonly timer: RegistryTimer }[]
}

/** What may still go wrong, and what people may still begin. */
export interface Budget {
  readonly dials: readonly number[]
  /** Times that the connection of each device breaks. */
  readonly cuts: readonly number[]
  readonly duplicates: number
  readonly restarts: number
  /** Times that the path of a running call breaks. */
  readonly breaks: number
  /** Times that so much time passes that what rings is too old to ring anew. */
  readonly naps: number
}

export interface World {
  readonly desks: readonly Desk[]
  readonly wires: readonly Wire[]
  readonly server: Server
  readonly budget: Budget
  /** Calls begun so far: the next one gets the next letter. */
  readonly begun: number
  /** Hang-ups on the data channel; they may arrive, or never. */
  readonly channel: readonly { readonly to: number; readonly callId: CallId }[]
  /** A command that the server will get a second time, at any later moment. */
  readonly again: { readonly from: number; readonly command: Command } | null
  /** Time passed (see {@link Budget.naps}). */
  readonly late: boolean
  /** What must never happen, in words. */
  readonly violation: string | null
}

const desk: Desk = {
  phone: { ...idlePhone, epoch: 'epoch-0' },
  timers: [],
  shell: { peer: null, live: null, microphone: false, wants: null },
}
const wire: Wire = { phone: 'online', seated: true, whole: true, pending: [], up: [], down: [], next: 0 }

/** Everybody is here and nothing happens. */
export const quietWorld = (budget: Budget): World => ({
  desks: PARTIES.map(() => desk),
  wires: PARTIES.map(() => wire),
  server: { registry: emptyRegistry, epoch: 0, timers: [] },
  budget,
  begun: 0,
  channel: [],
  again: null,
  late: false,
  violation: null,
})

/** A world in the making: one step changes it, then it is a {@link World} for good. */
export type Draft = { -readonly [Key in keyof World]: World[Key] } & { desks: Desk[]; wires: Wire[] }

export const draftOf = (world: World): Draft => ({ ...world, desks: [...world.desks], wires: [...world.wires] })

/** The id of the call that began after so many others. */
export const idOf = (begun: number): CallId => String.fromCharCode(FIRST_ID + begun)

/** An id that nobody had before. */
export const freshId = (draft: Draft): CallId => idOf(draft.begun++)

export function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index]
  if (item === undefined) throw new Error(`nothing at ${index}`)
  return item
}
