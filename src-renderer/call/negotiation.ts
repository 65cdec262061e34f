import type { Candidates, Description } from '../../src-signaling/protocol/index.ts'
import { TIMERS } from '../../src-signaling/protocol/index.ts'
import { keepEarly, takeEarly } from './early.ts'
import type { Effect, FromMedia, FromServer } from './events.ts'
import type { Early, Held, Phone } from './state.ts'
import type { LivePhone, Step } from './step.ts'
import { after, ignore, isLive, stay, step, withMedia } from './step.ts'

/** Least time for a second connection after its answer, ms: it was asked for late, perhaps behind a permission prompt. */
const SECOND_CONNECTION = 7_000
/** How many numbers of the other end are remembered. */
const SEEN = 256

/** A description of ours exists: it goes at once to the one device that may have it, else it is held. */
export function ownDescription(phone: LivePhone, event: Extract<FromMedia, { kind: 'own-description' }>): Step {
  const { media } = phone.call
  if (event.generation !== media.generation) return ignore(phone)
  const description = {
    generation: event.generation,
    role: event.role,
    answers: event.answers,
    sdp: event.sdp,
    signature: null,
  }
  if (media.held) return step(withMedia(phone, { held: { ...media.held, description } }))
  return sendDescription(phone, description)
}

export function ownCandidates(phone: LivePhone, event: Extract<FromMedia, { kind: 'own-candidates' }>): Step {
  const { media } = phone.call
  if (event.generation !== media.generation) return ignore(phone)
  const candidates = {
    generation: event.generation,
    candidates: [...event.candidates],
    end: event.end,
  }
  if (media.held)
    return step(
      withMedia(phone, {
        held: { ...media.held, candidates: [...media.held.candidates, candidates] },
      }),
    )
  return sendCandidates(phone, candidates)
}

/** A device is selected: what was held goes to it, and from now on everything goes at once. */
export function flushHeld(phone: Phone): Step {
  if (!isLive(phone) || !phone.call.media.held) return stay(phone)
  const { held } = phone.call.media
  const open = withMedia(phone, { held: null })
  const described = held.description ? sendDescription(open, held.description) : step(open)
  const [first] = held.candidates
  if (!first) return described
  const all = {
    ...first,
    candidates: held.candidates.flatMap((batch) => batch.candidates),
    end: held.candidates.some((batch) => batch.end),
  }
  return after(described, (next) => (isLive(next) ? sendCandidates(next, all) : stay(next)))
}

function sendDescription(phone: LivePhone, held: Held<Description>): Step {
  const { callId, media } = phone.call
  const seq = media.sent
  const payload = { ...held, callId, seq }
  return step(
    withMedia(phone, { sent: seq + 1, ...(held.role === 'offer' ? { offer: seq } : {}) }),
    { kind: 'send', command: { name: 'description', payload } },
    ...(isTalking(phone) ? [{ kind: 'channel-description', callId, description: payload } as const] : []),
  )
}

/** Later negotiation goes both ways at once: the data channel may ride the path that has just died, or the host may be gone. */
const isTalking = ({ call }: LivePhone): boolean => call.name === 'active' || call.name === 'reconnecting'

function sendCandidates(phone: LivePhone, held: Held<Candidates>): Step {
  const { callId, media } = phone.call
  const payload = { ...held, callId, seq: media.sent }
  return step(
    withMedia(phone, { sent: media.sent + 1 }),
    { kind: 'send', command: { name: 'candidates', payload } },
    ...(isTalking(phone) ? [{ kind: 'channel-candidates', callId, candidates: payload } as const] : []),
  )
}

/** The same message may come on two paths: once is enough (R-8, F-16). */
function firstTime(phone: LivePhone, seq: number): LivePhone | null {
  const { seen } = phone.call.media
  return seen.includes(seq) ? null : withMedia(phone, { seen: [...seen, seq].slice(-SEEN) })
}

/** A description of the other end. */
export function farDescription(
  phone: LivePhone,
  event: Extract<FromServer, { kind: 'description' }>,
  now: number,
): Step {
  const { description } = event
  const fresh = firstTime(phone, description.seq)
  if (!fresh) return ignore(phone)
  const { call } = fresh
  // A call has a warm connection and one that takes its place: no third one is opened for whoever asks for it (S-45).
  if (description.generation > 2) return ignore(fresh)
  if (description.role === 'answer') return farAnswer(fresh, description, now)
  if (description.generation === call.media.generation && isRunning(fresh)) return negotiateAgain(fresh, description)
  if (call.side === 'caller' || description.generation <= call.media.generation) return ignore(fresh)
  if (call.name === 'ringing' && !phone.warmRing)
    return step(keepEarly(phone, call.callId, { kind: 'description', payload: description }, now))
  if (description.generation > 1 && call.media.microphone === 'asking')
    return step(withMedia(fresh, { waiting: description }))
  return answerOffer(fresh, description, now)
}

/** An answer belongs to one offer; one to an offer that was replaced meanwhile would mix the credentials of two. */
function farAnswer(phone: LivePhone, description: Description, now: number): Step {
  const { call } = phone
  const { generation, offer } = call.media
  if (description.generation !== generation || description.answers !== offer || offer === null) return ignore(phone)
  const applied: Effect = { kind: 'peer-description', callId: call.callId, description }
  const second = generation === 2 && call.name === 'connecting'
  return second ? step(phone, applied, ...secondDeadline(phone, now)) : step(phone, applied)
}

/** The other end negotiates on the connection there is: an ICE restart, or a change. */
const negotiateAgain = (phone: LivePhone, description: Description): Step =>
  step(phone, { kind: 'peer-description', callId: phone.call.callId, description })

const isRunning = (phone: LivePhone): boolean => phone.call.name === 'connecting' || isTalking(phone)

/** Opens a connection for the offer and answers it; candidates that came before it are used (F-12). */
function answerOffer(phone: LivePhone, description: Description, now: number): Step {
  const { callId } = phone.call
  const generation = description.generation === 1 ? 1 : 2
  const opened = step(
    withMedia(phone, { generation, path: 'new', waiting: null }),
    { kind: 'open-peer', callId, generation, side: 'callee' },
    { kind: 'peer-description', callId, description },
    ...(generation === 1 ? [] : secondDeadline(phone, now)),
  )
  return after(opened, (next) => {
    const early = takeEarly(next, callId)
    return replay(early.phone, early.messages, now)
  })
}

function secondDeadline(phone: LivePhone, now: number): readonly Effect[] {
  const { call } = phone
  const accepted = 'acceptedAt' in call ? call.acceptedAt : now
  const ms = Math.max(accepted + TIMERS.connect - now, SECOND_CONNECTION)
  return [{ kind: 'start-timer', callId: call.callId, timer: 'connect', ms }]
}

export function farCandidates(phone: LivePhone, event: Extract<FromServer, { kind: 'candidates' }>, now: number): Step {
  const { candidates } = event
  const { callId, media } = phone.call
  if (candidates.generation > media.generation)
    return step(keepEarly(phone, callId, { kind: 'candidates', payload: candidates }, now))
  if (candidates.generation < media.generation) return ignore(phone)
  const fresh = firstTime(phone, candidates.seq)
  return fresh ? step(fresh, { kind: 'peer-candidates', callId, candidates }) : ignore(phone)
}

/** Puts kept messages through the same decisions as if they came now. */
export function replay(phone: Phone, messages: readonly Early[], now: number): Step {
  return messages.reduce<Step>((done, message) => after(done, (next) => replayOne(next, message, now)), step(phone))
}

function replayOne(phone: Phone, message: Early, now: number): Step {
  if (!isLive(phone)) return ignore(phone)
  const { callId } = phone.call
  if (message.kind === 'description')
    return farDescription(phone, { kind: 'description', callId, description: message.payload }, now)
  if (message.kind === 'candidates')
    return farCandidates(phone, { kind: 'candidates', callId, candidates: message.payload }, now)
  return ignore(phone)
}

/** The warm connection did not come up in time: the caller makes a second one, once its microphone is settled (media facts, F-45). */
export function secondConnection(phone: LivePhone): Step {
  const { callId, media, side, peer } = phone.call
  // An old client would begin a second call: its first connection has all the time of the connect timer.
  if (side === 'callee' || media.generation !== 1 || peer?.classic) return stay(phone)
  if (media.microphone === 'asking') return step(withMedia(phone, { secondDue: true }))
  return step(
    withMedia(phone, { generation: 2, path: 'new', held: null, secondDue: false }),
    { kind: 'open-peer', callId, generation: 2, side: 'caller' },
    // The other end may be looking at a permission prompt; its answer sets the real deadline.
    { kind: 'start-timer', callId, timer: 'connect', ms: TIMERS.pathLost },
  )
}

/** What waited for this end's microphone goes on. */
export function microphoneSettled(phone: LivePhone, _event: FromMedia, now: number): Step {
  const settled = withMedia(phone, { microphone: 'settled' })
  const { waiting, secondDue } = settled.call.media
  if (waiting) return answerOffer(settled, waiting, now)
  return secondDue ? secondConnection(settled) : step(settled)
}
