import type { TFunction } from 'i18next'

import type { EndReason } from '../../../src-signaling/protocol/index.ts'
import type { CallView, RecentView } from '../view-model.ts'
import { causeAdvice } from './doctor.ts'
import { shortName } from './initials.ts'
import { duration } from './time.ts'

/** Title and sentence for the end of a call; of one that found no path the cause, and what to do about it. */
export function endText(
  call: CallView,
  t: TFunction,
  language: string,
): { readonly title: string; readonly line: string; readonly todo: string } {
  if (!call.end) return { title: '', line: '', todo: '' }
  const { reason, byName, talkedMs, rangMs } = call.end
  const name = shortName(call.name)
  const title = t(titleKey(call))
  const [cause] = call.causes
  if (cause && cause.kind !== 'unknown' && NO_PATH.has(reason)) {
    const { what, todo } = causeAdvice(cause, name, t)
    return { title, line: what, todo }
  }
  const line = t(endKey(call), { name, by: byName ?? '', duration: duration(rangMs, language) })
  const talked = talkedMs === null ? '' : t('ended.talked', { duration: duration(talkedMs, language) })
  return { title, line: [line, talked].filter((part) => part !== '').join(' '), todo: '' }
}

/** Ends for which the path doctor knows more than the reason says. */
const NO_PATH: ReadonlySet<EndReason> = new Set(['ice-failed', 'ice-timeout'])

/** Only the caller has hung up when a call is cancelled. */
function titleKey({ direction, end }: CallView): string {
  if (end?.reason === 'cancelled' && direction === 'incoming') return 'ended.cancelled.missedTitle'
  return `ended.${end?.reason ?? 'internal'}.title`
}

function endKey({ direction, end }: CallView): string {
  const incoming = direction === 'incoming'
  if (end?.reason === 'declined' && incoming) return 'ended.declined.own'
  if (end?.reason === 'no-answer' && incoming) return 'ended.no-answer.missed'
  if (end?.reason === 'cancelled' && incoming) return 'ended.cancelled.missed'
  if (end?.reason === 'elsewhere' && end.byOwnDevice) return 'ended.elsewhere.own'
  if (end?.reason === 'elsewhere' && !end.byName) return 'ended.elsewhere.nobody'
  return `ended.${end?.reason ?? 'internal'}.line`
}

/** The line under the name while a call lives. */
export function callLine(call: CallView, t: TFunction): string {
  switch (call.state) {
    case 'calling':
      return t(call.progress === 'dialling' ? 'call.dialling' : `call.${call.progress}`)
    case 'ringing':
      return t('ring.incoming')
    case 'accepting':
    case 'connecting':
    case 'reconnecting':
      return t(`call.${call.state}`)
    case 'active':
      return quality(call, t)
    case 'ended':
      return ''
  }
}

/** Path quality in words that say what to do, not a bar (UX "Call"). */
function quality({ path, name }: CallView, t: TFunction): string {
  if (!path || path.roundTripMs === null) return t('quality.connected')
  if ((path.lossPercent ?? 0) >= 3) return t('quality.loss', { name: shortName(name), percent: path.lossPercent })
  if (path.roundTripMs > 300) return t('quality.slow', { ms: path.roundTripMs })
  return t(path.path === 'relay' ? 'quality.relayed' : 'quality.clear', { ms: path.roundTripMs })
}

/** True when the line is a warning: something works, but a person should act. */
export const isPoor = ({ path, state }: CallView): boolean =>
  state === 'active' && path !== null && ((path.lossPercent ?? 0) >= 3 || (path.roundTripMs ?? 0) > 300)

/** Why nobody else can be called now, in a sentence; empty when one can. */
export function whyNoCall(call: Pick<CallView, 'state' | 'name'> | null, t: TFunction): string {
  if (!call || call.state === 'ended') return ''
  return t(call.state === 'ringing' ? 'call.answerFirst' : 'call.hangUpFirst', { name: call.name })
}

/** Once both ends agreed there is something to hold. */
export const canHold = ({ state }: CallView): boolean =>
  state === 'connecting' || state === 'active' || state === 'reconnecting'

/** Why a call could not even ring here. */
function unrung({ reason }: RecentView) {
  if (reason === 'busy') return 'whileBusy'
  return reason === 'do-not-disturb' ? 'whileQuiet' : 'whileAway'
}

/** What a line of the recents says about how it went. */
export function recentResult(recent: RecentView, t: TFunction, language: string): string {
  if (recent.talkedMs !== null) return duration(recent.talkedMs, language)
  if (recent.direction === 'missed' && recent.rangMs === 0) return t(`recents.${unrung(recent)}`)
  if (recent.direction === 'missed') return t('recents.rang', { duration: duration(recent.rangMs, language) })
  if (recent.reason === 'elsewhere' && recent.byOwnDevice) return t('recents.answeredOwn')
  if (recent.reason === 'elsewhere' && recent.byName) return t('recents.answeredBy', { name: recent.byName })
  return t(`ended.${recent.reason}.title`)
}
