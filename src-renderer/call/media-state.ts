import type { FromMedia, FromServer, Gesture } from './events.ts'
import type { LivePhone, PhoneIn, Step } from './step.ts'
import { after, ignore, stay, step, withMedia } from './step.ts'

type RunningPhone = PhoneIn<'connecting' | 'active' | 'reconnecting'>

/** What this end's devices do now. */
export function ownMedia(phone: RunningPhone, event: Extract<FromMedia, { kind: 'own-media' }>): Step {
  const { microphone, camera } = event
  return tellMedia(withMedia(phone, { own: { microphone, camera } }) as RunningPhone)
}

/** Tells the other end what this one does, on both paths under one number: the newest counts (DESIGN 4, R-8). */
export function tellMedia(phone: RunningPhone): Step {
  const { callId, media, hold, name } = phone.call
  if (!media.own) return stay(phone)
  const state = { callId, seq: media.sent, ...media.own, hold, receiving: name !== 'reconnecting' }
  return step(
    withMedia(phone, { sent: media.sent + 1 }),
    { kind: 'channel-media', callId, state },
    { kind: 'send', command: { name: 'media-state', payload: state } },
  )
}

/** Hold: nothing is sent and nothing is played until Resume; mute and camera keep what they are (UX "Call"). */
export function holdCall(phone: RunningPhone, { on }: Extract<Gesture, { kind: 'hold' }>): Step {
  const { call } = phone
  if (call.hold === on) return ignore(phone)
  const held = step({ ...phone, call: { ...call, hold: on } }, { kind: 'set-hold', callId: call.callId, on })
  return after(held, (next) => tellMedia(next as RunningPhone))
}

/** What the other end does. */
export function peerMedia(phone: LivePhone, event: Extract<FromServer, { kind: 'peer-media' }>): Step {
  const known = phone.call.media.peerMedia
  if (known && event.state.seq <= known.seq) return ignore(phone)
  return step(withMedia(phone, { peerMedia: event.state }))
}
