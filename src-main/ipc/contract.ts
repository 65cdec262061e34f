import * as z from 'zod'

import { invitationSchema } from '../../src-signaling/protocol/index.ts'
import type { HostProblem } from '../../src-signaling/server/host-error.ts'
import type { OfficeSettingsView } from '../../src-signaling/server/office-change.ts'
import { officeChangeSchema } from '../../src-signaling/server/office-change.ts'

export type { OfficeChange, OfficeSettingsView } from '../../src-signaling/server/office-change.ts'
export type { AgedNews, ToMain, ToPhone } from './office-port.ts'

/*
 * Everything the phone and the ring window may ask of the shell, in one table (E-08). A request is checked against its schema and
 * its sender's page before anything else; what goes wrong is answered, never thrown across.
 */

/** The office that this profile belongs to. Without pin its certificate is a public one, verified normally. */
export const officeChoiceSchema = invitationSchema.omit({ v: true })
export type OfficeChoice = z.infer<typeof officeChoiceSchema>

/** Where a running host is, and how others find and check it. */
export interface HostPlace {
  readonly url: string
  /** Empty while this machine is in no network. */
  readonly lanUrls: readonly string[]
  readonly pin: string
  /** Four words of its certificate (S-02). */
  readonly words: string
  readonly invite: string
  /** The door for the network. */
  readonly port: number
  /** Ports for older clients; null while they are not let in. */
  readonly classic: { readonly io: number; readonly ws: number } | null
}

export type HostState =
  | { readonly status: 'off' }
  | { readonly status: 'starting' }
  | ({
      readonly status: 'on'
      readonly name: string
      /** Something was damaged and repaired; for a person. */
      readonly notice: string | null
      /** STUN and TURN, without their secrets. */
      readonly settings: OfficeSettingsView
    } & HostPlace)
  | { readonly status: 'failed'; readonly problem: HostProblem | 'other'; readonly sentence: string }

/** An office that answered on this network; a hint, never trust (S-15). */
export interface FoundOffice {
  readonly id: string
  readonly name: string
  readonly machine: string
  readonly address: string
  readonly port: number
  /** Null until its certificate has been read. */
  readonly pin: string | null
  readonly words: string | null
}

export interface Search {
  readonly offices: readonly FoundOffice[]
  /** Networks that are asked, like 192.168.5.0/24. */
  readonly networks: readonly string[]
  /** Why nobody may be found. */
  readonly trouble: 'no-network' | 'refused' | null
}

export type Examined =
  | {
      readonly status: 'ok'
      readonly choice: OfficeChoice
      /** Four words of its certificate; null where an authority vouches for it. */
      readonly words: string | null
      /** Nobody has told its pin before: the words are to be compared before anything is sent to it (S-02). */
      readonly compare: boolean
    }
  | { readonly status: 'failed'; readonly problem: 'not-a-link' | 'damaged' | 'newer' | 'unreachable' | 'no-tls' }

/** A ring, as the ring window shows it. */
export const ringCardSchema = z.strictObject({
  callId: z.string().max(64),
  name: z.string().max(256),
  classic: z.boolean(),
  group: z.string().max(256).nullable(),
  subject: z.string().max(512).nullable(),
  video: z.boolean(),
  silenced: z.boolean(),
  language: z.enum(['system', 'en', 'zh-CN']),
  theme: z.enum(['system', 'light', 'dark']),
})
export type RingCard = z.infer<typeof ringCardSchema>

/** A ring that nobody answered, as the ring window keeps it. */
export const missedCardSchema = ringCardSchema.omit({ video: true, silenced: true }).extend({
  /** When it began to ring; wall clock, ms. */
  at: z.number().nonnegative(),
  rangMs: z.number().nonnegative(),
})
export type MissedCard = z.infer<typeof missedCardSchema>

/** What the ring window shows. */
export type RingFace =
  | { readonly kind: 'ring'; readonly card: RingCard }
  | { readonly kind: 'missed'; readonly card: MissedCard }

/** The first four answer a ring, the last two a missed call. */
export const ringAnswerSchema = z.enum(['accept', 'accept-video', 'decline', 'silence', 'call-back', 'dismiss'])
export type RingAnswer = z.infer<typeof ringAnswerSchema>
/** What was pressed, and for which call: another may ring by the time it arrives. */
export const givenAnswerSchema = z.strictObject({ callId: z.string().max(64), answer: ringAnswerSchema })
export type GivenAnswer = z.infer<typeof givenAnswerSchema>

/** What the shell has to know of the phone: for tray, badge, sleep and quitting. */
export const phoneStateSchema = z.strictObject({
  /** Null before the first run. */
  name: z.string().max(256).nullable(),
  availability: z.enum(['free', 'away', 'do-not-disturb']),
  call: z.enum(['none', 'ringing', 'live']),
  callId: z.string().max(64).nullable(),
  online: z.boolean(),
  missed: z.int().min(0).max(100_000),
  /** Others who are connected to the office. */
  others: z.int().min(0).max(100_000),
  language: z.enum(['system', 'en', 'zh-CN']),
  /** A picture is shown in the call: the display must not go dark. */
  picture: z.literal(true).optional(),
})
export type PhoneState = z.infer<typeof phoneStateSchema>

/** The office this profile belongs to. */
export interface OfficeHere {
  /** Stays the same when the office is renamed or moves to another address. */
  readonly id: string
  readonly name: string
  /** This machine is its host. */
  readonly hosted: boolean
}

/** An invitation that the person opened with the app. */
export interface Invited {
  readonly link: string
  readonly choice: OfficeChoice
}

export interface StartUp {
  /** The person's name as it is in the settings file; null before the first run. */
  readonly name: string | null
  readonly suggestedName: string
  /** Name of this machine on its network. */
  readonly machine: string
  readonly office: OfficeHere | null
  readonly invited: Invited | null
  readonly host: HostState
  readonly preferences: Preferences
  /** What was damaged in the settings, or cannot be written (F-56, F-74). */
  readonly trouble: 'damaged' | 'not-written' | null
}

export const preferencesSchema = z.strictObject({
  closeToTray: z.boolean(),
  openAtLogin: z.boolean(),
})
export type Preferences = z.infer<typeof preferencesSchema>

const nothing = z.null()
type Page = 'phone' | 'ring'

/** Channel → who may ask, and with what. */
export const REQUESTS = {
  startUp: { from: 'phone', request: nothing },
  connectOffice: { from: 'phone', request: nothing },
  hostOffice: { from: 'phone', request: z.strictObject({ name: z.string().trim().min(1).max(128) }) },
  stopHosting: { from: 'phone', request: nothing },
  /** Lets older clients in, or no longer; answers with the host as it is then. */
  setClassic: { from: 'phone', request: z.boolean() },
  /** Other settings for the office that is hosted here; answers whether they hold now. */
  changeOffice: { from: 'phone', request: officeChangeSchema },
  findOffices: { from: 'phone', request: z.boolean() },
  examine: { from: 'phone', request: z.string().max(8_192) },
  joinOffice: { from: 'phone', request: officeChoiceSchema },
  forgetOffice: { from: 'phone', request: nothing },
  showRing: { from: 'phone', request: ringCardSchema.nullable() },
  reportState: { from: 'phone', request: phoneStateSchema },
  setPreferences: { from: 'phone', request: preferencesSchema },
  openLogs: { from: 'phone', request: nothing },
  drawQr: { from: 'phone', request: z.string().max(4_096) },
  /** The answer to `ask-quit`. */
  quit: { from: 'phone', request: z.boolean() },
  /** The ring that was shown last was missed. */
  showMissed: { from: 'phone', request: missedCardSchema },
  answerRing: { from: 'ring', request: givenAnswerSchema },
  /** A line for the app's log. */
  log: { from: 'phone', request: z.string().max(2_000) },
} as const satisfies Record<string, { readonly from: Page; readonly request: z.ZodType }>

export type Channel = keyof typeof REQUESTS
export type RequestOf<Name extends Channel> = z.infer<(typeof REQUESTS)[Name]['request']>

/** What each request is answered with. */
export interface Replies {
  startUp: StartUp
  connectOffice: null
  hostOffice: HostState
  stopHosting: null
  setClassic: HostState
  changeOffice: boolean
  findOffices: null
  examine: Examined
  joinOffice: null
  forgetOffice: null
  showRing: null
  reportState: null
  setPreferences: Preferences
  openLogs: null
  /** An SVG image as a data: address. */
  drawQr: string
  quit: null
  showMissed: null
  answerRing: null
  log: null
}

export type Answer<Reply> =
  | { readonly status: 'ok'; readonly reply: Reply }
  | { readonly status: 'refused'; readonly problem: 'sender' | 'request' | 'internal' }

/** What the tray offers: free, or do not disturb for a while. */
export type AvailabilityChoice = 'free' | 'dnd30' | 'dnd60' | 'dndTomorrow' | 'dndOn'

/** What the shell tells the phone unasked. */
export type ShellEvent =
  | { readonly kind: 'host'; readonly state: HostState }
  | { readonly kind: 'office'; readonly office: OfficeHere | null }
  | { readonly kind: 'invited'; readonly invited: Invited }
  | { readonly kind: 'search'; readonly search: Search }
  | { readonly kind: 'answer'; readonly callId: string; readonly answer: RingAnswer | 'hang-up' }
  | { readonly kind: 'availability'; readonly choice: AvailabilityChoice }
  /** The person wants to quit, but a call lives here, or others use this host. */
  | { readonly kind: 'ask-quit' }
  /** This machine has another address: paths through the old one are dead. */
  | { readonly kind: 'address-changed' }
  /** The app ends: hang up now. */
  | { readonly kind: 'leave' }

/** What preload gives the pages: `globalThis.ringdown`. At most 48 functions (E-09). */
export type ShellBridge = {
  readonly [Name in Channel]: (request: RequestOf<Name>) => Promise<Answer<Replies[Name]>>
} & {
  onShell(listener: (event: ShellEvent) => void): void
  onRing(listener: (face: RingFace | null) => void): void
}
