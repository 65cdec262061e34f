import type { TFunction } from 'i18next'

import { callLine, endText } from '../format/call.ts'
import { shortName } from '../format/initials.ts'
import type { CallView } from '../view-model.ts'

export interface CallNews {
  /** How the call stands from now on; null as before. */
  readonly stage: string | null
  /** What happened in it. */
  readonly happened: readonly string[]
}

/**
 * What somebody who does not see the screen has to be told between two views of the call; nothing while nothing changes. The quality of the path
 * changes every few seconds and is never said. Pure.
 */
export function callNews(before: CallView | null, now: CallView | null, t: TFunction, language: string): CallNews {
  if (!now) return { stage: before ? '' : null, happened: [] }
  const old = before?.callId === now.callId ? before : null
  const standing = stageOf(now, t, language)
  const stage = old && stageOf(old, t, language) === standing ? null : standing
  if (now.state === 'ended' || now.state === 'ringing' || !old) return { stage, happened: [] }
  return { stage, happened: [...holdNews(old, now, t), ...deviceNews(old, now, t)] }
}

function stageOf(now: CallView, t: TFunction, language: string): string {
  switch (now.state) {
    case 'ringing':
      return now.silenced ? t('ring.silenced') : sentences(t('ring.announce', { name: now.name }), now.subject ?? '')
    case 'ended': {
      const { title, line, todo } = endText(now, t, language)
      return sentences(title, line, todo)
    }
    case 'active':
      return t('call.inCallWith', { name: now.name })
    case 'calling':
    case 'accepting':
    case 'connecting':
    case 'reconnecting':
      return callLine(now, t)
  }
}

const sentences = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('. ')

/** What begins stands on the call's own page, in live regions; what ends leaves no words there. */
function holdNews(old: CallView, now: CallView, t: TFunction): readonly string[] {
  const name = shortName(now.name)
  const news: string[] = []
  if (old.hold && !now.hold) news.push(t('call.resumed'))
  if (old.peerHold && !now.peerHold) news.push(t('call.peerResumed', { name }))
  return news
}

function deviceNews(old: CallView, now: CallView, t: TFunction): readonly string[] {
  const name = shortName(now.name)
  const news: string[] = []
  // That it opens with the call is nothing new.
  if (old.microphone !== now.microphone && old.microphone !== 'none' && now.microphone !== 'none')
    news.push(t(now.microphone === 'muted' ? 'call.youAreMuted' : 'call.youAreUnmuted'))
  if (old.camera !== now.camera) news.push(t(now.camera === 'on' ? 'call.yourCameraOn' : 'call.yourCameraOff'))
  if (old.peerMicrophone !== 'on' && now.peerMicrophone === 'on') news.push(t('call.peerUnmuted', { name }))
  if (old.peerCamera === 'off' && now.peerCamera === 'on') news.push(t('call.peerCameraOn', { name }))
  return news
}
