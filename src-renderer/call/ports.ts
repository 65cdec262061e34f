import type { Clock } from '../../src-signaling/client/clock.ts'
import type { ConnectionState, SendResult, SignalingLine, SignalingNews } from '../../src-signaling/client/line.ts'
import type { Candidate, Candidates, Description, MediaState } from '../../src-signaling/protocol/index.ts'
import type { PathEvidence } from '../doctor/evidence.ts'
import type { HangUp } from './state.ts'

export type { Clock, ConnectionState, SendResult, SignalingLine, SignalingNews }

/** The line to the signaling server; adapters: a socket in the page, a message port to main, a host-app bridge. */
export interface SignalingPort {
  /** Starts connecting under a name; news come to the listener, in order. The handle closes the line for good. */
  open(name: string, listener: (news: SignalingNews) => void): SignalingLine
}

/** What the two ends of a call say to each other on the data channel (DESIGN 4). */
export type ChannelMessage =
  | { readonly kind: 'hangup' }
  /** Something arrives: that is all it says. */
  | { readonly kind: 'ping' }
  | { readonly kind: 'media-state'; readonly state: MediaState }
  /** Later negotiation: the same messages as on the server's path, under the same numbers. */
  | { readonly kind: 'description'; readonly description: Description }
  | { readonly kind: 'candidates'; readonly candidates: Candidates }

export type PeerEvent =
  /** `answers` is the number that its offer was received under. */
  | {
      readonly kind: 'description'
      readonly role: 'offer' | 'answer'
      readonly answers: number | null
      readonly sdp: string
    }
  | {
      readonly kind: 'candidates'
      readonly candidates: readonly Candidate[]
      readonly end: boolean
    }
  /** RTCPeerConnection.connectionState, the three that matter. */
  | { readonly kind: 'path'; readonly path: 'connected' | 'disconnected' | 'failed' }
  | { readonly kind: 'channel'; readonly message: ChannelMessage }
  /** The remote picture's stream once it can be shown; the element decides when. */
  | { readonly kind: 'remote-stream'; readonly stream: MediaStream }
  /** A description could not be made or applied. */
  | { readonly kind: 'broken'; readonly detail: string }

/** STUN and TURN as a connection uses them. */
export interface IceSettings {
  readonly servers: readonly RTCIceServer[]
  /** `relay`: nothing is tried but TURN (W3C webrtc §4.2.5). */
  readonly policy: RTCIceTransportPolicy
}

/** Where a connection gets its servers. */
export interface IceSource {
  /** What works without credentials, at once. */
  readonly known: IceSettings
  /** The office has TURN servers; their credentials may not be here yet. */
  readonly hasRelay: boolean
  /**
   * All servers with fresh credentials, for the first gathering and for later ones.
   * Never rejects, and resolves in TIMERS.iceServers at the latest: null when there is nothing new.
   */
  fresh(): Promise<IceSettings | null>
}

export interface PeerOptions {
  /** The caller makes the offer and is impolite; the callee answers and is polite. */
  readonly side: 'caller' | 'callee'
  readonly ice: IceSource
  readonly listener: (event: PeerEvent) => void
}

/** One peer connection: audio and video transceivers and the data channel from the first description, no tracks (DESIGN 3). */
export interface PeerConnection {
  /**
   * The first offer opens the callee's side; every later one is W3C perfect negotiation (webrtc §10.7), the callee polite.
   * @param seq its number: an answer to it is reported with it
   */
  receiveDescription(role: 'offer' | 'answer', sdp: string, seq: number): void
  receiveCandidates(candidates: readonly Candidate[], end: boolean): void
  /** This person agreed to the call: until then a callee's connection tries few addresses, and near ones only (S-45). */
  agree(): void
  /** Sends this track from now on, or nothing; `replaceTrack`, no renegotiation. */
  setMicrophone(track: MediaStreamTrack | null): void
  setCamera(track: MediaStreamTrack | null): void
  /** New credentials and candidates on the same connection (RFC 8839 §4.4.1.1); an offer that is still unanswered is replaced. */
  restartIce(): void
  /** All bytes that have arrived on the pairs in use; null when it cannot be read. Only a change of it means something. */
  bytesReceived(): Promise<number | null>
  /** False when the channel is not open. */
  send(message: ChannelMessage): boolean
  /** Level of the remote voice, 0…1, from the receiver's synchronisation source; 0 when nothing comes. */
  remoteLevel(): number
  report(): Promise<PathReport | null>
  /** All that says why the path is there or not (path doctor). */
  evidence(): Promise<PathEvidence>
  /** Idempotent; no event comes afterwards. */
  close(): void
}

/** What the call's details show (getStats, W3C webrtc-stats). */
export interface PathReport {
  readonly path: 'direct' | 'relay'
  readonly protocol: string
  readonly localType: string
  readonly remoteType: string
  readonly roundTripMs: number | null
  /** Of the packets that should have come in the last interval, 0…100. */
  readonly lossPercent: number | null
  readonly jitterMs: number | null
  readonly codec: string | null
  readonly videoSize: string | null
}

export interface PeerPort {
  open(options: PeerOptions): PeerConnection
}

/** Why a microphone or a camera could not be opened (getUserMedia's errors, W3C mediacapture-streams §10.3.1). */
export type CaptureProblem = 'denied' | 'missing' | 'in-use' | 'insecure'

/** One opened device. Whoever opened it stops it. */
export interface Capture {
  readonly track: MediaStreamTrack
  /** Empty where the browser does not say it. */
  readonly id: string
  readonly label: string
  /** Level of this microphone, 0…1; always 0 for a camera. */
  level(): number
  stop(): void
}

export type CaptureResult =
  | { readonly status: 'open'; readonly capture: Capture }
  | { readonly status: 'failed'; readonly problem: CaptureProblem }

/** A request for a device that may be taken back at any time: what opens late is stopped on arrival. */
export interface PendingCapture {
  readonly result: Promise<CaptureResult>
  cancel(): void
}

export type DeviceKind = 'microphone' | 'camera' | 'speaker'
export interface Device {
  readonly kind: DeviceKind
  readonly id: string
  readonly label: string
}

/**
 * `gone`: it was unplugged (F-63, F-64). `other`: what the settings say now is another device. `voice`: the same device with another choice of
 * voice, which a browser takes up only when nothing of the page has the device open.
 */
export type Stale = 'gone' | 'other' | 'voice'

/** Capture devices and their list. `open…` calls getUserMedia in the same tick (DESIGN 3). */
export interface MediaDevicesPort {
  openMicrophone(): PendingCapture
  openCamera(): PendingCapture
  list(): Promise<readonly Device[]>
  /** Why another microphone should be open instead of this one; null when this one is right. */
  staleMicrophone(open: Capture | null): Stale | null
  /** Why another camera should be open instead of this one; null when this one is right. */
  staleCamera(open: Capture): Stale | null
  /** Something was plugged, unplugged, chosen, or muted by the system, and the list is up to date; the handle stops it. */
  onChange(listener: () => void): () => void
}

export type Tone = 'ring' | 'ringback' | 'busy' | 'ended' | 'test'

/** Sounds of the phone, generated. One at a time: a new tone replaces the one that plays. */
export interface RingtonePort {
  /** Repeats until stopped where the tone is one that repeats; the handle stops it. */
  play(tone: Tone): () => void
  /** Plays a tone of the settings page, a ring once; a tone of a call that sounds already goes on instead. */
  sample(tone: Extract<Tone, 'ring' | 'test'>): void
  /** False while the page may not play sound yet (autoplay policy). */
  allowed(): boolean
  /** To be called in a gesture: after it `allowed()` is true. */
  unlock(): Promise<void>
  onAllowedChange(listener: () => void): () => void
  /** Ringer device, volume or speaker changed in the settings: applies to what plays now. */
  refresh(): void
}

/** A loudspeaker for one stream: silent until it is played, and again when it is paused. */
export interface Loudspeaker {
  play(): void
  pause(): void
  /** For good. */
  close(): void
}

/** Plays what the far end says. */
export interface AudioOutputPort {
  /** Readies a loudspeaker for the stream, on the chosen device. */
  ready(stream: MediaStream): Loudspeaker
  /** Follows the chosen speaker (setSinkId, W3C audio-output). */
  refresh(): void
}

/** Says for this page what it cannot say any more: it was ended without `pagehide` (F-29). */
export interface LastWordsPort {
  /** What is to be said from now on if the page is gone; null: nothing. */
  keep(command: HangUp | null): void
}

/** Everything the surroundings give: an Electron window or a browser tab. */
export interface DesktopPort {
  readonly kind: 'desktop' | 'web'
  /** Draws attention to a ring: notification when hidden, title and icon blinking. The handle takes it all back. */
  announceRing(text: { readonly title: string; readonly body: string }, onClick: () => void): () => void
  /** Missed calls in the title or on the badge. */
  showMissed(count: number): void
  /** Called when the page goes away for good (`pagehide`): the last chance to hang up. */
  onLeave(listener: () => void): () => void
  /** This machine may have another address: cable, Wi-Fi, VPN. The handle stops it. */
  onAddressChange(listener: () => void): () => void
  /** Asks for permission to notify; to be called in a gesture. */
  allowNotifications(): void
  /** Keeps the machine awake while a call lives; the handle ends it. */
  stayAwake(): () => void
  /** A line of the phone's own log, without names and addresses (S-44). */
  log(line: string): void
}
