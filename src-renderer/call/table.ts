import { acceptAcked, accepted, cancel, dial, endedWhileCalling, farRinging, inviteAcked } from './dialling.ts'
import { declineCall, endedWhileEnding, farHangUp, farewellAcked, hangUp, leave, serverEnded } from './ending.ts'
import type { CallEvent, EventKind } from './events.ts'
import { holdCall, ownMedia, peerMedia } from './media-state.ts'
import { farCandidates, farDescription, microphoneSettled, ownCandidates, ownDescription } from './negotiation.ts'
import { activePath, addressChanged, brokenConnecting, brokenWarm, connectingPath, inbound, warmPath } from './paths.ts'
import { claimAcked, lineDown, welcome } from './reconcile.ts'
import { redial } from './redial.ts'
import { accept, forgetWaiting, keepInvite, ring, ringAnew, silence } from './ringing.ts'
import type { CallName, Phone } from './state.ts'
import type { PhoneIn, Step } from './step.ts'
import { ignore, stay, step } from './step.ts'
import { activeTimer, callingTimer, connectingTimer, ringingTimer } from './timers.ts'

/** What to do with an event in a state. */
export type Handler<State extends CallName, Kind extends EventKind> = (
  phone: PhoneIn<State>,
  event: Extract<CallEvent, { kind: Kind }>,
  now: number,
) => Step

export type Table = {
  readonly [Kind in EventKind]: { readonly [State in CallName]: Handler<State, Kind> }
}

const dismiss = (phone: Phone): Step => step({ ...phone, last: null })
const warmRing = (phone: Phone, event: { readonly on: boolean }): Step => step({ ...phone, warmRing: event.on })
const everywhere = <H>(handler: H) => ({
  idle: handler,
  calling: handler,
  ringing: handler,
  accepting: handler,
  connecting: handler,
  active: handler,
  reconnecting: handler,
  ending: handler,
})

/**
 * Every event in every state. `ignore` drops and counts; `stay` is for what needs no decision.
 * Events that name a call come here only when it is the phone's own call; for all others see `others.ts`.
 */
export const TABLE: Table = {
  // the person
  dial: { ...everywhere(ignore), idle: dial, ending: dial },
  accept: { ...everywhere(ignore), ringing: accept },
  decline: { ...everywhere(ignore), ringing: declineCall },
  silence: { ...everywhere(ignore), ringing: silence },
  'hang-up': {
    ...everywhere(hangUp),
    idle: ignore,
    ending: ignore,
    calling: cancel,
  },
  dismiss: everywhere(dismiss),
  hold: { ...everywhere(ignore), connecting: holdCall, active: holdCall, reconnecting: holdCall },
  leave: { ...everywhere(leave), idle: stay, ending: stay },

  // the server
  incoming: {
    ...everywhere(ringAnew),
    idle: ring,
    ending: ring,
    calling: keepInvite,
    ringing: ignore,
  },
  'far-ringing': { ...everywhere(ignore), calling: farRinging },
  accepted: { ...everywhere(ignore), calling: accepted },
  ended: {
    ...everywhere(serverEnded),
    idle: ignore,
    ending: endedWhileEnding,
    calling: endedWhileCalling,
  },
  description: { ...everywhere(farDescription), idle: ignore, ending: ignore },
  candidates: { ...everywhere(farCandidates), idle: ignore, ending: ignore },
  'peer-media': {
    ...everywhere(ignore),
    connecting: peerMedia,
    active: peerMedia,
    reconnecting: peerMedia,
  },
  welcome: everywhere(welcome),
  'line-down': { ...everywhere(forgetWaiting), idle: stay, ending: stay, calling: lineDown, ringing: lineDown },

  // the surroundings
  redial: { ...everywhere(ignore), calling: redial },
  'address-changed': { ...everywhere(stay), active: addressChanged, reconnecting: addressChanged },

  // answers to commands
  'invite-acked': { ...everywhere(ignore), calling: inviteAcked },
  'accept-acked': { ...everywhere(ignore), accepting: acceptAcked },
  'claim-acked': { ...everywhere(ignore), connecting: claimAcked, active: claimAcked, reconnecting: claimAcked },
  'farewell-acked': everywhere(farewellAcked),

  // this end's media
  'own-description': { ...everywhere(ownDescription), idle: ignore, ending: ignore },
  'own-candidates': { ...everywhere(ownCandidates), idle: ignore, ending: ignore },
  path: {
    ...everywhere(warmPath),
    idle: ignore,
    ending: ignore,
    connecting: connectingPath,
    active: activePath,
    reconnecting: activePath,
  },
  broken: {
    ...everywhere(brokenWarm),
    idle: ignore,
    ending: ignore,
    connecting: brokenConnecting,
    active: ignore,
    reconnecting: ignore,
  },
  inbound: { ...everywhere(ignore), active: inbound, reconnecting: inbound },
  'microphone-settled': {
    ...everywhere(microphoneSettled),
    idle: ignore,
    ringing: ignore,
    ending: ignore,
  },
  'own-media': {
    ...everywhere(stay),
    connecting: ownMedia,
    active: ownMedia,
    reconnecting: ownMedia,
  },
  'far-hang-up': {
    ...everywhere(ignore),
    connecting: farHangUp,
    active: farHangUp,
    reconnecting: farHangUp,
  },

  // time
  timer: {
    ...everywhere(ignore),
    calling: callingTimer,
    ringing: ringingTimer,
    connecting: connectingTimer,
    active: activeTimer,
    reconnecting: activeTimer,
  },

  // settings
  'warm-ring': everywhere(warmRing),
}
