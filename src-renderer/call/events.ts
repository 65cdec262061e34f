import type {
  CallId,
  Candidate,
  Candidates,
  Command,
  Description,
  EndReason,
  Incoming,
  LiveCall,
  MediaState,
  Party,
  Target,
} from '../../src-signaling/protocol/index.ts'
import type { SendResult } from './ports.ts'
import type { EndedCall, Farewell } from './state.ts'

/** A person's gesture at this phone. Only these lead to `accepting`. */
export type Gesture =
  | {
      readonly kind: 'dial'
      readonly callId: CallId
      readonly target: Target
      readonly video: boolean
      readonly subject: string | null
    }
  | { readonly kind: 'accept'; readonly video: boolean }
  | { readonly kind: 'decline' }
  | { readonly kind: 'silence' }
  | { readonly kind: 'hang-up' }
  | { readonly kind: 'hold'; readonly on: boolean }
  | { readonly kind: 'dismiss' }
  /** The page goes away for good. */
  | { readonly kind: 'leave' }

/** What the server says. */
export type FromServer =
  | { readonly kind: 'incoming'; readonly invite: Incoming }
  | { readonly kind: 'far-ringing'; readonly callId: CallId }
  | { readonly kind: 'accepted'; readonly callId: CallId; readonly by: Party }
  | {
      readonly kind: 'ended'
      readonly callId: CallId
      readonly reason: EndReason
      readonly by: Party | null
    }
  | { readonly kind: 'description'; readonly callId: CallId; readonly description: Description }
  | { readonly kind: 'candidates'; readonly callId: CallId; readonly candidates: Candidates }
  | { readonly kind: 'peer-media'; readonly callId: CallId; readonly state: MediaState }
  | { readonly kind: 'welcome'; readonly epoch: string; readonly calls: readonly LiveCall[] }
  /** @property since when it has been down, on the machine's clock; said again at every attempt that fails */
  | { readonly kind: 'line-down'; readonly since: number }

/** The surroundings of the phone. */
export type FromWorld =
  /** A fresh id for a call that is dialled anew. */
  | { readonly kind: 'redial'; readonly callId: CallId; readonly newId: CallId }
  /** This machine has another address: paths through the old one are dead. */
  | { readonly kind: 'address-changed' }

/** Definitive results of commands. */
export type Acked =
  | { readonly kind: 'invite-acked'; readonly callId: CallId; readonly result: SendResult }
  | { readonly kind: 'accept-acked'; readonly callId: CallId; readonly result: SendResult }
  | { readonly kind: 'claim-acked'; readonly callId: CallId; readonly result: SendResult }
  | { readonly kind: 'farewell-acked'; readonly callId: CallId; readonly result: SendResult }

/** What this end's media does. */
export type FromMedia =
  | {
      readonly kind: 'own-description'
      readonly callId: CallId
      readonly generation: number
      readonly role: 'offer' | 'answer'
      /** The number of the offer that it answers. */
      readonly answers: number | null
      readonly sdp: string
    }
  | {
      readonly kind: 'own-candidates'
      readonly callId: CallId
      readonly generation: number
      readonly candidates: readonly Candidate[]
      readonly end: boolean
    }
  | {
      readonly kind: 'path'
      readonly callId: CallId
      readonly generation: number
      readonly path: 'connected' | 'disconnected' | 'failed'
    }
  | { readonly kind: 'broken'; readonly callId: CallId; readonly generation: number }
  /** Bytes arrive again, or none has for `silentMs`; said when it changes. */
  | { readonly kind: 'inbound'; readonly callId: CallId; readonly generation: number; readonly silentMs: number }
  /** The microphone request has an outcome, whatever it is. */
  | { readonly kind: 'microphone-settled'; readonly callId: CallId }
  | {
      readonly kind: 'own-media'
      readonly callId: CallId
      readonly microphone: MediaState['microphone']
      readonly camera: MediaState['camera']
    }
  /** The other end hung up on the data channel. */
  | { readonly kind: 'far-hang-up'; readonly callId: CallId }

export const TIMER_NAMES = [
  'no-answer',
  'ringing-report',
  'lease',
  'redial',
  'claim',
  'warm',
  'connect',
  'restart',
  'path-lost',
] as const
export type TimerName = (typeof TIMER_NAMES)[number]
export type TimerEvent = {
  readonly kind: 'timer'
  readonly callId: CallId
  readonly timer: TimerName
}

export type SettingEvent = { readonly kind: 'warm-ring'; readonly on: boolean }

export type CallEvent = Gesture | FromServer | FromWorld | Acked | FromMedia | TimerEvent | SettingEvent
export type EventKind = CallEvent['kind']

/** What the shell is to do, in order. */
export type Effect =
  /** Invite, accept and claim: the answer comes back as an event. */
  | { readonly kind: 'ask'; readonly command: Extract<Command, { name: 'invite' | 'accept' | 'claim' }> }
  /** Give this dialled call a fresh id: comes back as `redial`. */
  | { readonly kind: 'redial'; readonly callId: CallId }
  /** All else that needs no answer. */
  | { readonly kind: 'send'; readonly command: Command }
  /** Repeated until confirmed. */
  | { readonly kind: 'farewell'; readonly command: Farewell }
  /** Now or never: the page goes away. */
  | { readonly kind: 'send-last'; readonly command: Farewell }
  | {
      readonly kind: 'open-peer'
      readonly callId: CallId
      readonly generation: number
      readonly side: 'caller' | 'callee'
    }
  | { readonly kind: 'close-peer'; readonly callId: CallId }
  | {
      readonly kind: 'peer-description'
      readonly callId: CallId
      readonly description: Description
    }
  | { readonly kind: 'peer-candidates'; readonly callId: CallId; readonly candidates: Candidates }
  /** New ICE credentials and candidates on the same connection (RFC 8839 §4.4.1.1); its offer comes back as a description. */
  | { readonly kind: 'restart-ice'; readonly callId: CallId }
  | { readonly kind: 'channel-hang-up'; readonly callId: CallId }
  /** The same message as on the server's path, under the same number. */
  | { readonly kind: 'channel-description'; readonly callId: CallId; readonly description: Description }
  | { readonly kind: 'channel-candidates'; readonly callId: CallId; readonly candidates: Candidates }
  | { readonly kind: 'channel-media'; readonly callId: CallId; readonly state: MediaState }
  /** Ask for the microphone, in this very tick. */
  | { readonly kind: 'open-microphone'; readonly callId: CallId }
  | { readonly kind: 'open-camera'; readonly callId: CallId }
  | { readonly kind: 'set-hold'; readonly callId: CallId; readonly on: boolean }
  /**
   * This person agreed: what comes is played, and what opens goes out on the connection that is there. There is one before the server has
   * answered only where no other device can win: descriptions pass while a single device rings, and no other ever joins a ring.
   */
  | { readonly kind: 'agree'; readonly callId: CallId }
  /** Consent is complete: send what is open and play what comes. */
  | { readonly kind: 'go-live'; readonly callId: CallId }
  /** Devices opened for one id now belong to another. */
  | { readonly kind: 'rename-media'; readonly from: CallId; readonly to: CallId }
  /** Stop every track, close the connection. */
  | { readonly kind: 'release'; readonly callId: CallId }
  | {
      readonly kind: 'start-timer'
      readonly callId: CallId
      readonly timer: TimerName
      readonly ms: number
    }
  | { readonly kind: 'stop-timer'; readonly callId: CallId; readonly timer: TimerName }
  | { readonly kind: 'stop-timers'; readonly callId: CallId }
  | { readonly kind: 'record'; readonly ended: EndedCall }
  /** Heard once, when a call ends. */
  | { readonly kind: 'tone'; readonly tone: 'busy' | 'ended' }
