import type {
  CallId,
  Candidates,
  Command,
  Description,
  DeviceId,
  EndReason,
  Incoming,
  MediaState,
  Party,
  Target,
} from '../../src-signaling/protocol/index.ts'

/*
 * The states of a call at one phone.
 *
 *            dial                accepted              path up
 *   idle ───────────► calling ──────────► connecting ─────────► active ◄──► reconnecting
 *    ▲ │                 │  merged      ▲                    │             │
 *    │ │ incoming        ▼                    │ ok                 │             │
 *    │ └──► ringing ──► accepting ────────────┘                    │             │
 *    │         │ accept    │                                       │             │
 *    │         ▼           ▼                                       ▼             ▼
 *    └────── ending ◄──────┴───────────────────────────────────────┴─────────────┘
 *            (the hang-up is on its way; a remote end goes to idle at once)
 */

/** What every live call has. */
interface Live {
  readonly callId: CallId
  readonly side: 'caller' | 'callee'
  /** The person at the other end; for a caller not known before somebody answers. */
  readonly peer: Party | null
  readonly target: Target
  /** The caller offered video. */
  readonly video: boolean
  readonly subject: string | null
  /** When it began at this phone, ms of the machine's clock. */
  readonly beganAt: number
  /** This end put it on hold. */
  readonly hold: boolean
  readonly media: MediaPath
}

/** The media side of a call, as far as decisions need it. */
export interface MediaPath {
  /** 1 for the warm connection, 2 for its replacement (media facts). 0: none opened yet. */
  readonly generation: 0 | 1 | 2
  readonly path: 'new' | 'connected' | 'broken'
  /** This end's microphone request: a second connection waits for its outcome. */
  readonly microphone: 'closed' | 'asking' | 'settled'
  /** Numbers the messages to the other end. */
  readonly sent: number
  /** The number of this end's newest offer: only its answer is applied. */
  readonly offer: number | null
  /** Numbers seen from the other end, the newest last, bounded. */
  readonly seen: readonly number[]
  /** The caller's own description and candidates while nobody is selected to get them. */
  readonly held: {
    readonly description: Held<Description> | null
    readonly candidates: readonly Held<Candidates>[]
  } | null
  /** Callee: a description of generation 2 that waits for this end's microphone. */
  readonly waiting: Description | null
  /** Caller: the warm connection was given up, its successor waits for this end's microphone. */
  readonly secondDue: boolean
  /** What this end's devices do, once they are part of the call. */
  readonly own: Pick<MediaState, 'microphone' | 'camera'> | null
  /** What the other end said of its devices. */
  readonly peerMedia: MediaState | null
}

/** A message that has no number yet. */
export type Held<Message extends { seq: number; callId: CallId }> = Omit<Message, 'seq' | 'callId'>

export interface Calling extends Live {
  readonly name: 'calling'
  readonly side: 'caller'
  /** What the far device told us. */
  readonly progress: 'dialling' | 'ringing' | 'unreachable'
  /** The server has taken the invite. */
  readonly invited: boolean
  /** The one device that rings, when it is one. */
  readonly device: DeviceId | null
  /** An invite that came meanwhile, from whom we call or from somebody else. */
  readonly kept: Incoming | null
  /**
   * Dialling anew after a restart of the host: not at all, waiting for the host to come back, or so many times already,
   * because the others come back one by one.
   */
  readonly redial: 'no' | 'awaiting-host' | number
}
export interface Ringing extends Live {
  readonly name: 'ringing'
  readonly side: 'callee'
  readonly peer: Party
  readonly silenced: boolean
}
export interface Accepting extends Live {
  readonly name: 'accepting'
  readonly side: 'callee'
  readonly peer: Party
}
export interface Connecting extends Live {
  readonly name: 'connecting'
  readonly peer: Party
  readonly acceptedAt: number
}
export interface Active extends Live {
  readonly name: 'active'
  readonly peer: Party
  readonly acceptedAt: number
  readonly connectedAt: number
}
export interface Reconnecting extends Live {
  readonly name: 'reconnecting'
  readonly peer: Party
  readonly acceptedAt: number
  readonly connectedAt: number
}
/** Both ends agreed, and media is theirs to watch. */
export type Running = Connecting | Active | Reconnecting
/** Over for the person; the server has not confirmed the hang-up yet. */
export interface Ending {
  readonly name: 'ending'
  readonly callId: CallId
}
export interface Idle {
  readonly name: 'idle'
}

export type Call = Idle | Calling | Ringing | Accepting | Connecting | Active | Reconnecting | Ending
export type LiveCallState = Exclude<Call, Idle | Ending>
export type CallName = Call['name']

/** How a call went, for the screen after it and for the recents. */
export interface EndedCall {
  readonly callId: CallId
  readonly side: 'caller' | 'callee'
  readonly peer: Party | null
  readonly target: Target
  readonly video: boolean
  readonly subject: string | null
  readonly reason: EndReason
  /** Who did it, where a person did. */
  readonly by: Party | null
  /** Nobody here answered it and nobody elsewhere did. */
  readonly missed: boolean
  /** This end ended it. */
  readonly ours: boolean
  readonly rangMs: number
  readonly talkedMs: number | null
}

/** A message that came before its invite, or an invite and what follows it while a decision about its call is open. */
export type Early =
  | { readonly kind: 'description'; readonly payload: Description }
  | { readonly kind: 'candidates'; readonly payload: Candidates }
  | { readonly kind: 'ended'; readonly reason: EndReason }
  | { readonly kind: 'incoming'; readonly invite: Incoming }
export interface EarlyCall {
  readonly callId: CallId
  readonly since: number
  readonly messages: readonly Early[]
}

export type HangUp = Extract<Command, { name: 'hangup' }>
/** A hang-up or decline that the server has not confirmed. */
export type Farewell = Extract<Command, { name: 'hangup' | 'decline' }>

/** Everything the phone decides with. */
export interface Phone {
  readonly call: Call
  /** The end of the last call, until the person leaves its screen. */
  readonly last: EndedCall | null
  readonly outbox: readonly { readonly command: Farewell; readonly since: number }[]
  /** Ids that are over for this phone, newest last, bounded. */
  readonly over: readonly CallId[]
  readonly early: readonly EarlyCall[]
  /** The server's epoch, once it is known. */
  readonly epoch: string | null
  /** Connect while it rings (DESIGN 3); the person may switch it off. */
  readonly warmRing: boolean
  /** Messages that came too late, twice or for nobody: dropped and counted (F-11). */
  readonly dropped: number
}

export const idlePhone: Phone = {
  call: { name: 'idle' },
  last: null,
  outbox: [],
  over: [],
  early: [],
  epoch: null,
  warmRing: true,
  dropped: 0,
}

export const noMedia: MediaPath = {
  generation: 0,
  path: 'new',
  microphone: 'closed',
  sent: 0,
  offer: null,
  seen: [],
  held: null,
  waiting: null,
  secondDue: false,
  own: null,
  peerMedia: null,
}
