import type { CallId } from '../../src-signaling/protocol/index.ts'
import { diagnose } from '../doctor/diagnose.ts'
import type { CallView } from '../ui/view-model.ts'
import type { MediaView } from './call-media.ts'
import type { CallTimes } from './call-times.ts'
import { callFigures } from './call-times.ts'
import { byWhom } from './ending.ts'
import type { HoldTimes } from './hold-times.ts'
import type { PathRecord } from './path-record.ts'
import type { EndedCall, LiveCallState, Phone } from './state.ts'

export interface CallViewContext {
  readonly media: MediaView
  readonly holds: HoldTimes
  readonly record: PathRecord | null
  readonly times: CallTimes | null
  readonly nameOf: (contact: string) => string | null
  /** When the machine's clock shows `at`, the wall shows this. */
  readonly wallTime: (at: number) => Date
}

/** What the screens show of the call that lives, or of the one that has just ended. */
export function callView(phone: Phone, context: CallViewContext): CallView | null {
  const { call } = phone
  if (call.name === 'idle' || call.name === 'ending') return phone.last && endedView(phone.last, context)
  return liveView(call, context)
}

function liveView(call: LiveCallState, context: CallViewContext): CallView {
  const { media, holds, wallTime } = context
  const peerMedia = call.media.peerMedia
  const peerSends = peerMedia !== null && peerMedia.microphone !== 'none' && !peerMedia.hold
  const since = (at: number | null) => (at === null ? null : wallTime(at))
  return {
    ...identity(call, context),
    state: call.name,
    video: call.video,
    progress: call.name === 'calling' ? call.progress : 'ringing',
    silenced: call.name === 'ringing' && call.silenced,
    connectedAt: 'connectedAt' in call ? wallTime(call.connectedAt) : null,
    ...media,
    ...details(call.callId, context, { over: false, peerSends }),
    peerMicrophone: peerMedia?.microphone ?? 'on',
    peerCamera: peerMedia?.camera ?? 'off',
    hold: since(holds.own),
    peerHold: since(holds.peer),
    unheard: peerMedia?.receiving === false,
    end: null,
  }
}

function endedView(ended: EndedCall, context: CallViewContext): CallView {
  return {
    ...identity(ended, context),
    state: 'ended',
    video: ended.video,
    progress: 'dialling',
    silenced: false,
    connectedAt: null,
    ...context.media,
    ...details(ended.callId, context, { over: true, peerSends: false }),
    path: recordOf(ended.callId, context)?.lastPath ?? null,
    peerMicrophone: 'on',
    peerCamera: 'off',
    hold: null,
    peerHold: null,
    unheard: false,
    end: {
      reason: ended.reason,
      ...byWhom(ended),
      talkedMs: ended.talkedMs,
      rangMs: ended.rangMs,
    },
  }
}

const recordOf = (callId: CallId, { record }: CallViewContext): PathRecord | null =>
  record?.callId === callId ? record : null

/** What the details of a call show: its own figures, what its connection was made of, and what is wrong with it. */
function details(
  callId: CallId,
  context: CallViewContext,
  surroundings: { readonly over: boolean; readonly peerSends: boolean },
): Pick<CallView, 'figures' | 'evidence' | 'causes'> {
  const record = recordOf(callId, context)
  const evidence = record?.evidence ?? null
  const times = context.times?.callId === callId ? context.times : null
  return {
    figures: callFigures(times, record?.heardAt ?? null),
    evidence,
    causes: evidence ? diagnose(evidence, { lineUp: times?.lineLostAt == null, ...surroundings }) : [],
  }
}

type Identity = Pick<CallView, 'callId' | 'direction' | 'name' | 'contact' | 'classic' | 'group' | 'subject'>

function identity(call: LiveCallState | EndedCall, { nameOf }: CallViewContext): Identity {
  const { target, peer } = call
  const group = target.kind === 'group' ? target.group : null
  const contact = peer?.contact ?? (call.side === 'caller' && target.kind === 'contact' ? target.contact : null)
  return {
    callId: call.callId,
    direction: call.side === 'caller' ? 'outgoing' : 'incoming',
    // The name shown comes from the directory (S-08).
    name: (contact && nameOf(contact)) ?? peer?.name ?? group ?? '',
    contact,
    classic: peer?.classic === true,
    group,
    subject: call.subject,
  }
}
