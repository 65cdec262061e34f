import type { Navigation } from '../navigation.ts'
import type { CallView, PhoneView } from '../view-model.ts'

/** All that the window can show; `phone` is the list of people with its pane, and the settings. */
export type Page = 'offices' | 'trouble' | 'naming' | 'replaced' | 'sound-check' | 'phone'

export interface PageFacts {
  readonly entry: PhoneView['entry']
  /** The desktop app's office, null before there is one; undefined in a browser. */
  readonly office: object | null | undefined
  /** The sound check after the first join is not done yet. */
  readonly soundCheck: boolean
  readonly inCall: boolean
}

/** Refusals that another name would lift; the others need another host or another version. */
const OF_NAME: ReadonlySet<string> = new Set(['name-invalid', 'name-taken', 'name-confusable'])

/** Which page is shown. Pure. */
export function pageOf({ entry, office, soundCheck, inCall }: PageFacts): Page {
  if (office === null) return 'offices'
  if (office !== undefined && needsOffice(entry)) return 'trouble'
  switch (entry.status) {
    case 'in':
      return soundCheck && !inCall ? 'sound-check' : 'phone'
    case 'replaced':
      return 'replaced'
    case 'naming':
    case 'joining':
      return 'naming'
  }
}

/** The office does not answer, or is not the one that was joined: another name would not help. */
function needsOffice(entry: PhoneView['entry']): boolean {
  return (
    entry.status === 'joining' || (entry.status === 'naming' && entry.refusal !== null && !OF_NAME.has(entry.refusal))
  )
}

/** Where a strip stands for the call: nowhere, in every window, or only where a compact window shows the list instead. */
export type StripPlace = 'none' | 'everywhere' | 'compact'

type Where = Pick<Navigation, 'place' | 'pane' | 'call'>

/**
 * The one rule that keeps *Mute* and *Hang up* in sight: a call is either on its own pane, or rings over everything, or has a strip,
 * whatever page is shown. A call that was talked in also tells its end there. Pure.
 */
export function stripPlace(call: Pick<CallView, 'callId' | 'state'> | null, page: Page, where: Where): StripPlace {
  if (!call || call.state === 'ringing') return 'none'
  // A ring that nobody here took ends in the recents.
  if (call.state === 'ended' && where.call !== call.callId) return 'none'
  if (page !== 'phone' || where.place.kind !== 'call') return 'everywhere'
  return where.pane ? 'none' : 'compact'
}
