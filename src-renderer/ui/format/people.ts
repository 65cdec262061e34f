import type { TFunction } from 'i18next'

import type { PersonView } from '../view-model.ts'
import { clockTime, duration } from './time.ts'

interface Moment {
  readonly t: TFunction
  readonly language: string
  readonly now: Date
}

/** Who was here when the host stopped has not come back, for no reason that anybody knows (U-28). */
const ROW_AWAY = { left: 'row.left', lost: 'row.lost', unknown: 'row.notBack' } as const
const REASON = { left: 'person.reasonLeft', lost: 'person.reasonLost', unknown: 'person.reasonUnknown' } as const

/** The second half of a row: short, only where the lamp alone does not say it. */
export function rowState(person: PersonView, { t, language, now }: Moment): string {
  if (person.withYou) return t('row.withYou')
  switch (person.lamp) {
    case 'calling-you':
      return t('row.callingYou')
    case 'in-call': {
      const ms = now.getTime() - person.since.getTime()
      const minutes = Math.floor(ms / 60_000) * 60_000
      return minutes > 0 ? t('row.inCallFor', { duration: duration(minutes, language) }) : t('row.inCall')
    }
    case 'away':
      return t('row.away', { time: clockTime(person.since, language, now) })
    case 'do-not-disturb':
      return person.until ? t('row.dndUntil', { time: clockTime(person.until, language, now) }) : t('row.dnd')
    case 'unreachable':
      return t(ROW_AWAY[person.reason ?? 'unknown'], { time: clockTime(person.since, language, now) })
    case 'free':
    case 'unknown':
      return ''
  }
}

/** The line under the name in the head: a reason in words beside every sign. */
export function headLine(person: PersonView, { t, language, now }: Moment): string {
  const time = clockTime(person.since, language, now)
  switch (person.lamp) {
    case 'unreachable':
      return t('person.unreachableSince', {
        time,
        reason: t(REASON[person.reason ?? 'unknown']),
      })
    case 'away':
      return t('person.awaySince', { time })
    case 'in-call':
      return t('person.inCallSince', { time })
    case 'do-not-disturb':
      return person.until
        ? t('person.dndUntil', { time: clockTime(person.until, language, now) })
        : t('lamp.do-not-disturb')
    case 'unknown':
      return t('lamp.unknown')
    case 'free':
    case 'calling-you':
      return t(`lamp.${person.lamp}`)
  }
}

/** What happens if one calls now; empty when it simply rings. */
export function ifYouCall(person: PersonView, t: TFunction): string {
  switch (person.lamp) {
    case 'unreachable':
      return t('person.ifUnreachable')
    case 'in-call':
      return t('person.ifBusy')
    case 'do-not-disturb':
      return t('person.ifDnd')
    case 'unknown':
      return t('person.ifUnknown')
    case 'free':
    case 'away':
    case 'calling-you':
      return ''
  }
}
