import type { DeviceKind, EndReason, Refusal } from '../../src-signaling/protocol/index.ts'
import type { CallFigures } from '../call/call-times.ts'
import type { CaptureProblem, Device, PathReport } from '../call/ports.ts'
import type { Cause } from '../doctor/diagnose.ts'
import type { PathEvidence } from '../doctor/evidence.ts'
import type { NetworkReport } from '../doctor/network-report.ts'

/** Everything the screens show, as one immutable value. No component decides anything about a call. */
export interface PhoneView {
  readonly entry: EntryView
  readonly me: {
    readonly contact: string
    readonly name: string
    readonly lamp: Lamp
    readonly until: Date | null
    /** A microphone is open although nobody calls: its user wants it ready. */
    readonly microphoneReady: boolean
    /** Why the last new name was not taken. */
    readonly renameRefusal: Refusal | null
  }
  readonly office: OfficeView
  /** Everybody else, sorted by name in the chosen language, favourites not repeated. */
  readonly people: readonly PersonView[]
  readonly groups: readonly GroupView[]
  readonly call: CallView | null
  readonly recents: readonly RecentView[]
  readonly missedUnseen: number
  /** The page may not play sound yet: "Turn on ringing" is shown. */
  readonly soundBlocked: boolean
  readonly devices: DevicesView
  readonly settings: Settings
  /** The last thing that went wrong in storing (F-74), for one quiet line. */
  readonly storageFailed: boolean
  /** The browser had put this page away: nobody could call here meanwhile (D-10). */
  readonly wasDiscarded: boolean
}

/** First run: shown until a name is set and the host has let us in once. */
export type EntryView =
  | {
      readonly status: 'naming'
      readonly suggestedName: string
      readonly refusal: Refusal | 'certificate' | null
      readonly office: string | null
    }
  | { readonly status: 'joining'; readonly name: string }
  | { readonly status: 'in' }
  /** Another tab or window took over this device (F-52). */
  | { readonly status: 'replaced' }

export type Lamp = 'free' | 'in-call' | 'do-not-disturb' | 'away' | 'unreachable' | 'calling-you' | 'unknown'

export interface OfficeView {
  readonly name: string
  /** People reachable now, oneself included. */
  readonly here: number
  readonly line:
    | { readonly status: 'online' }
    | { readonly status: 'connecting' }
    | { readonly status: 'offline'; readonly since: Date; readonly nextTryAt: Date | null }
}

export interface PersonView {
  readonly contact: string
  readonly name: string
  readonly lamp: Lamp
  /** Since when the lamp is as it is. */
  readonly since: Date
  /** When this person came. */
  readonly hereSince: Date
  readonly until: Date | null
  /** Why it is unreachable; null: it has not come back since the host was restarted. */
  readonly reason: 'left' | 'lost' | null
  readonly kind: DeviceKind
  /** Is in a call with me. */
  readonly withYou: boolean
  readonly favourite: boolean
  readonly groups: readonly string[]
}

export interface GroupView {
  readonly name: string
  readonly members: readonly string[]
  readonly memberNames: readonly string[]
  readonly free: number
  readonly joined: boolean
}

export type MicrophoneView = 'on' | 'muted' | 'none'

export interface CallView {
  readonly callId: string
  readonly direction: 'incoming' | 'outgoing'
  readonly state: 'calling' | 'ringing' | 'accepting' | 'connecting' | 'active' | 'reconnecting' | 'ended'
  /** The person, or the group while nobody of it has answered. */
  readonly name: string
  readonly contact: string | null
  /** The other end speaks the older room protocol: not verified. */
  readonly classic: boolean
  readonly group: string | null
  readonly subject: string | null
  /** The caller offered video. */
  readonly video: boolean
  /** Outgoing: what the far device told us. */
  readonly progress: 'dialling' | 'ringing' | 'unreachable'
  readonly silenced: boolean
  readonly connectedAt: Date | null
  readonly microphone: MicrophoneView
  readonly microphoneProblem: CaptureProblem | null
  /** The system or a key on the headset mutes it: not the mute button, which cannot undo it (F-65). */
  readonly microphoneMutedBySystem: boolean
  readonly camera: 'on' | 'off'
  readonly cameraProblem: CaptureProblem | null
  /** The system gives no picture at the moment: the other end sees "camera off", and it ends by itself. */
  readonly cameraMutedBySystem: boolean
  /** The browser asks whether it may use the microphone, and nobody has answered for a while (D-12). */
  readonly microphoneAsked: boolean
  readonly peerMicrophone: MicrophoneView
  readonly peerCamera: 'on' | 'off'
  /** Since when this end, or the other one, has the call on hold. */
  readonly hold: Date | null
  readonly peerHold: Date | null
  /** Nothing of this end arrives at the other one (F-44). */
  readonly unheard: boolean
  readonly ownStream: MediaStream | null
  readonly remoteStream: MediaStream | null
  /** After the end: as it was last. */
  readonly path: PathReport | null
  readonly figures: CallFigures
  /** What candidates there are and which pair is used; null until it was looked at. */
  readonly evidence: PathEvidence | null
  /** What is wrong with the path, the most telling first. */
  readonly causes: readonly Cause[]
  /** A device changed under the call: one banner, with what to do. */
  readonly notice: { readonly kind: 'switched'; readonly from: string; readonly to: string | null } | null
  readonly end: {
    readonly reason: EndReason
    readonly byName: string | null
    readonly byOwnDevice: boolean
    readonly talkedMs: number | null
    readonly rangMs: number
  } | null
}

export interface RecentView {
  readonly callId: string
  readonly direction: 'incoming' | 'outgoing' | 'missed'
  readonly name: string
  readonly contact: string | null
  readonly group: string | null
  readonly subject: string | null
  readonly at: Date
  readonly video: boolean
  readonly reason: EndReason
  readonly byName: string | null
  readonly byOwnDevice: boolean
  readonly talkedMs: number | null
  readonly rangMs: number
}

/** A preferred device, remembered by id and label; `effective` is what is used now. */
export interface DeviceChoiceView {
  readonly options: readonly Device[]
  readonly effective: Device | null
  /** Chosen but not there now: "takes over when it is back". */
  readonly missing: string | null
}

export interface DevicesView {
  readonly microphone: DeviceChoiceView
  readonly camera: DeviceChoiceView
  readonly speaker: DeviceChoiceView
  readonly ringer: DeviceChoiceView
  /** Chromium lists names only after permission. */
  readonly namesHidden: boolean
}

export interface PreferredDevice {
  readonly id: string
  readonly label: string
}

export interface Settings {
  readonly microphone: PreferredDevice | null
  readonly camera: PreferredDevice | null
  readonly speaker: PreferredDevice | null
  readonly ringer: PreferredDevice | null
  /** 0…1 */
  readonly ringerVolume: number
  readonly noiseSuppression: boolean
  readonly echoCancellation: boolean
  readonly automaticGain: boolean
  /** The microphone stays open while nobody calls; off unless its user wants it. */
  readonly keepMicrophoneReady: boolean
  readonly language: 'system' | 'en' | 'zh-CN'
  readonly theme: 'system' | 'light' | 'dark'
  /** Connect while it rings (DESIGN 3); off: after Accept only. */
  readonly warmRing: boolean
  readonly favourites: readonly string[]
}

/** A device opened for a look or a listen in the settings. */
export interface Preview {
  readonly result: Promise<
    | { readonly status: 'open'; readonly stream: MediaStream; level(): number }
    | { readonly status: 'failed'; readonly problem: CaptureProblem }
  >
  stop(): void
}

/** Everything a person can do. Components call these and nothing else. */
export interface PhoneActions {
  join(name: string): void
  rename(name: string): void
  /** `subject` at most 120 code points. */
  call(
    target: { readonly contact: string } | { readonly group: string },
    options: { readonly video: boolean; readonly subject: string | null },
  ): void
  /** Each answer names its ring: another may be there by the time it arrives, and is not answered by it. */
  accept(callId: string, video: boolean): void
  decline(callId: string): void
  silence(callId: string): void
  /** Ends the call that is there; never a ring that has come in the place of the named one. */
  hangUp(callId: string): void
  /** Leaves the screen of an ended call. */
  dismissEnded(): void
  callAgain(): void
  setMuted(muted: boolean): void
  setCamera(on: boolean): void
  /** Sends and plays nothing until Resume; mute and camera keep what they are. */
  setHold(on: boolean): void
  dismissNotice(): void
  /** After a pulled headset: silent until it is back. */
  undoSwitch(): void
  setAvailability(availability: 'free' | 'away' | 'do-not-disturb', forMs: number | null): void
  joinGroup(group: string): void
  leaveGroup(group: string): void
  retryLine(): void
  /** In a gesture: lets the page play sound and notify. */
  turnOnRinging(): void
  markRecentsSeen(): void
  clearRecents(): void
  changeSettings(change: Partial<Settings>): void
  /** Plays the test tone on the speaker, or one ring on the ringer. */
  playTest(what: 'speaker' | 'ringer'): void
  preview(what: 'microphone' | 'camera'): Preview
  /** *Test my network*: tells each change, and is over by itself; the handle cancels it. */
  testNetwork(listener: (report: NetworkReport) => void): () => void
  /** This tab takes the device back (F-52). */
  takeOver(): void
  /** Levels for the talk lanes and the meter under Mute, 0…1, read at 5 Hz. */
  levels(): { readonly mine: number; readonly peer: number }
}

/** The phone as the screens see it. */
export interface PhoneStore {
  view(): PhoneView
  subscribe(listener: () => void): () => void
  readonly actions: PhoneActions
}
