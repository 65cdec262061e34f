import type {
  Ack,
  CallId,
  Candidates,
  ContactId,
  Description,
  DeviceId,
  EndReason,
  HangupReason,
  MediaState,
  Target,
} from '../protocol/index.ts'
import type { Missed } from './missed.ts'
import type { End } from './registry-state.ts'

/** A person that an invite may ring, as the directory sees it now. */
export interface Member {
  readonly contact: ContactId
  /** Connected devices. */
  readonly devices: readonly DeviceId[]
  readonly doNotDisturb: boolean
}

/** What the two ends of a call say to each other through the server. */
export type Relayed =
  | { readonly name: 'description'; readonly payload: Description }
  | { readonly name: 'candidates'; readonly payload: Candidates }
  | { readonly name: 'media-state'; readonly payload: MediaState }

export type RegistryTimer = 'no-answer' | 'caller-lost' | 'callee-lost' | 'abandoned' | 'claim'

/** What happens to the registry; `at` is the server's monotonic time, ms. The sender is the connection's. */
export type RegistryEvent =
  | {
      readonly kind: 'invite'
      readonly at: number
      readonly from: End
      readonly callId: CallId
      readonly target: Target
      readonly members: readonly Member[]
      readonly video: boolean
      readonly subject: string | null
      readonly lifetimeMs: number
    }
  | { readonly kind: 'ringing'; readonly at: number; readonly from: End; readonly callId: CallId }
  | {
      readonly kind: 'accept'
      readonly at: number
      readonly from: End
      readonly callId: CallId
      readonly video: boolean
    }
  | { readonly kind: 'decline'; readonly at: number; readonly from: End; readonly callId: CallId }
  | {
      readonly kind: 'hangup'
      readonly at: number
      readonly from: End
      readonly callId: CallId
      readonly reason: HangupReason
    }
  | {
      readonly kind: 'relay'
      readonly at: number
      readonly from: End
      readonly callId: CallId
      readonly message: Relayed
    }
  | {
      readonly kind: 'claim'
      readonly at: number
      readonly from: End
      readonly callId: CallId
      readonly side: 'caller' | 'callee'
      readonly peer: End
      /** The peer's device is connected, and so has been asked for its calls. */
      readonly peerHere: boolean
    }
  | { readonly kind: 'device-lost'; readonly at: number; readonly from: End }
  | { readonly kind: 'device-back'; readonly at: number; readonly from: End }
  | { readonly kind: 'timer'; readonly at: number; readonly callId: CallId; readonly timer: RegistryTimer }
  | { readonly kind: 'close'; readonly at: number }

/** What the office is to do. */
export type RegistryEffect =
  | { readonly kind: 'ack'; readonly ack: Ack }
  | { readonly kind: 'incoming'; readonly to: DeviceId; readonly callId: CallId }
  | { readonly kind: 'far-ringing'; readonly to: DeviceId; readonly callId: CallId; readonly by: End }
  | {
      readonly kind: 'accepted'
      readonly to: DeviceId
      readonly callId: CallId
      readonly by: End
      readonly video: boolean
    }
  | {
      readonly kind: 'ended'
      readonly to: DeviceId
      readonly callId: CallId
      readonly reason: EndReason
      readonly by: End | null
    }
  | { readonly kind: 'relay'; readonly to: DeviceId; readonly message: Relayed }
  | { readonly kind: 'start-timer'; readonly callId: CallId; readonly timer: RegistryTimer; readonly ms: number }
  | { readonly kind: 'stop-timer'; readonly callId: CallId; readonly timer: RegistryTimer }
  | { readonly kind: 'stop-timers'; readonly callId: CallId }
  /** A person was called and did not answer. */
  | { readonly kind: 'missed'; readonly missed: Missed }
  /** These contacts dial or talk now, or do not any more: their lamps may change. */
  | { readonly kind: 'lamps'; readonly contacts: readonly ContactId[] }
