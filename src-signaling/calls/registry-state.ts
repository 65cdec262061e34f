import { TextMap } from '../collections/text-map.ts'
import type { Ack, CallId, ContactId, DeviceId, EndReason, Target } from '../protocol/index.ts'

/*
 * The states of a call at the server.
 *
 *   (none) ── invite ──► ringing ── first accept ──► active ── hang-up ──► (tombstone)
 *      │                    │                          ▲                       ▲
 *      │                    └── cancel · last decline · no answer · lost ──────┤
 *      └── claim after a restart: active, one end awaited ── 6 s ────────┘
 */

/** One end of a call, without its name: names are the directory's. */
export interface End {
  readonly contact: ContactId
  readonly device: DeviceId
}

interface CallBase {
  readonly callId: CallId
  readonly caller: End
  readonly target: Target
  readonly video: boolean
  readonly subject: string | null
  /** When the invite came, ms of the server's monotonic clock. */
  readonly since: number
  readonly lifetimeMs: number
}

/** A call that rings. */
export interface RingingCall extends CallBase {
  readonly state: 'ringing'
  /** Devices that still ring; it ends when the last one is gone. */
  readonly rings: readonly End[]
  /** Devices that reported that they ring. */
  readonly reported: readonly DeviceId[]
  /** Devices of this call whose connection is down at the moment. */
  readonly away: readonly DeviceId[]
}

/** A call between two devices. */
export interface ActiveCall extends CallBase {
  readonly state: 'active'
  readonly callee: End
  /** The callee accepted with video. */
  readonly calleeVideo: boolean
  readonly away: readonly DeviceId[]
  /** It came by claims: who says so may be wrong, so it is nobody else's business. */
  readonly claimed?: true
  /** The end that has not claimed this call yet: it is not busy with it and is told nothing of it. */
  readonly awaits: End | null
}

export type RegisteredCall = RingingCall | ActiveCall

/** What is left of a call that is over, or of one that was ended before it came (R-6, F-07). */
export interface Tombstone {
  readonly until: number
  /** Set when only the invites of these devices are dead: nobody can bury another device's future call. */
  readonly onlyFor: readonly DeviceId[] | null
  /** What its invite was answered when it never rang, so that the same invite again hears the same. */
  readonly answered: Ack | null
  /** Why it ended, for the end that claims it later; null when nothing is known of a call. */
  readonly reason: EndReason | null
}

/** Everything the call registry knows. */
export interface Registry {
  readonly calls: TextMap<CallId, RegisteredCall>
  /** Who is busy: every contact that dials, rings or talks, and in which call. */
  readonly engaged: TextMap<ContactId, CallId>
  readonly tombstones: TextMap<CallId, Tombstone>
  /** Who rang whom lately and was not answered, the latest last. */
  readonly unanswered: TextMap<ContactId, readonly Unanswered[]>
}

export interface Unanswered {
  readonly by: ContactId
  readonly until: number
}

export const emptyRegistry: Registry = {
  calls: TextMap.of(),
  engaged: TextMap.of(),
  tombstones: TextMap.of(),
  unanswered: TextMap.of(),
}

/** The ends that belong to a call, the caller first; an end that is awaited does not yet. */
export function endsOf(call: RegisteredCall): readonly End[] {
  if (call.state === 'ringing') return [call.caller, ...call.rings]
  return [call.caller, call.callee].filter((end) => !isAwaited(call, end))
}

/** The end that a claimed call waits for. */
export const isAwaited = (call: RegisteredCall, end: End): boolean =>
  call.state === 'active' && call.awaits !== null && sameEnd(call.awaits, end)

export const sameEnd = (a: End, b: End): boolean => a.device === b.device

/**
 * A call that only one device claims, while something else has its id: it is kept beside under a name of its own, which no client knows.
 * No id has a slash.
 */
export const besideOf = (callId: CallId, device: DeviceId): string => `${callId}/${device}`
/** The id under which clients know a call. */
export const wireIdOf = (callId: string): CallId => callId.split('/', 1)[0] ?? callId
/** The call that a device means: its own claim before what others have under that id. */
export const callFor = (registry: Registry, callId: CallId, { device }: { readonly device: DeviceId }) =>
  registry.calls.get(besideOf(callId, device)) ?? registry.calls.get(callId)

/** The contacts that a call keeps busy. */
export const contactsOf = (call: RegisteredCall): readonly ContactId[] => [
  ...new Set(endsOf(call).map((end) => end.contact)),
]

/** The end that may get descriptions and candidates: who accepted, or the only one that rings (DESIGN 3). */
export function selectedCallee(call: RegisteredCall): End | null {
  if (call.state === 'active') return call.callee
  const [only, ...more] = call.rings
  return only && more.length === 0 ? only : null
}
