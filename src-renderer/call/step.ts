import type { Effect } from './events.ts'
import type { Call, CallName, LiveCallState, MediaPath, Phone } from './state.ts'

/** What a decision comes to. */
export interface Step {
  readonly phone: Phone
  readonly effects: readonly Effect[]
}

/** A phone known to be in one of these states. */
export type PhoneIn<Name extends CallName> = Phone & {
  readonly call: Extract<Call, { name: Name }>
}
/** A phone with a call that is not over. */
export type LivePhone = PhoneIn<LiveCallState['name']>

export const step = (phone: Phone, ...effects: readonly Effect[]): Step => ({ phone, effects })

/** Nothing to decide here, and nothing odd about it. */
export const stay = (phone: Phone): Step => step(phone)

/** Too late, twice or for nobody: dropped and counted (F-11). */
export const ignore = (phone: Phone): Step => step({ ...phone, dropped: phone.dropped + 1 })

/** Goes on deciding from where the first step led. */
export function after(first: Step, next: (phone: Phone) => Step): Step {
  const second = next(first.phone)
  return { phone: second.phone, effects: [...first.effects, ...second.effects] }
}

export const withMedia = (phone: LivePhone, change: Partial<MediaPath>): LivePhone => ({
  ...phone,
  call: { ...phone.call, media: { ...phone.call.media, ...change } },
})

export const isLive = (phone: Phone): phone is LivePhone => phone.call.name !== 'idle' && phone.call.name !== 'ending'
