import type { LucideIcon } from 'lucide-react'
import { Phone, PhoneIncoming, PhoneMissed, PhoneOutgoing } from 'lucide-react'
import { Fragment, memo } from 'react'

import { recentResult } from '../format/call.ts'
import { dayName, timeOfDay } from '../format/time.ts'
import { IconButton } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { useActions } from '../phone-context.ts'
import { useNow } from '../use-now.ts'
import { useWords } from '../use-words.ts'
import type { RecentView } from '../view-model.ts'
import styles from './CallLog.module.css'

const ICONS: Readonly<Record<RecentView['direction'], LucideIcon>> = {
  incoming: PhoneIncoming,
  outgoing: PhoneOutgoing,
  missed: PhoneMissed,
}

interface CallLogProps {
  /** Newest first. */
  readonly recents: readonly RecentView[]
  /** Why nobody can be called now; empty when one can. */
  readonly noCall: string
  /** Says who it was, not which way. */
  readonly names?: boolean
}

/** Calls by day. A thousand rows are not drawn again because somebody speaks (D-8). */
export const CallLog = memo(function CallLog({ recents, noCall, names = false }: CallLogProps) {
  const { t, language } = useWords()
  const now = useNow(60_000)
  const days = recents.map((recent) => dayName(recent.at, language, now))
  const title = (day: string) => (day === 'today' || day === 'yesterday' ? t(`recents.${day}`) : day)
  return (
    <ul className={styles.log}>
      {recents.map((recent, index) => (
        <Fragment key={recent.callId}>
          {days[index] !== days[index - 1] && <li className={styles.day}>{title(days[index] ?? '')}</li>}
          <LogRow recent={recent} names={names} noCall={noCall} />
        </Fragment>
      ))}
    </ul>
  )
})

interface LogRowProps {
  readonly recent: RecentView
  readonly names: boolean
  /** Why nobody can be called now; empty when one can. */
  readonly noCall: string
}

const LogRow = memo(function LogRow({ recent, names, noCall }: LogRowProps) {
  const { call } = useActions()
  const { t, language } = useWords()
  const result = recentResult(recent, t, language)
  const missed = recent.direction === 'missed'
  const time = timeOfDay(recent.at, language)
  const way = t(missed ? 'recents.missedCall' : `recents.${recent.direction}`)
  const { contact, group } = recent
  const callBack = () => {
    if (contact) call({ contact }, { video: false, subject: null })
    else if (group) call({ group }, { video: false, subject: null })
  }
  const about = recent.subject ?? (names && group && recent.name !== group ? t('recents.forGroup', { group }) : '')
  return (
    <li className={missed ? `${styles.row} ${styles.missed}` : styles.row}>
      <Icon of={ICONS[recent.direction]} />
      <span className={styles.who}>
        <span className="clip">
          {names ? <bdi>{recent.name}</bdi> : way}
          {names && <span className="visually-hidden">, {way}</span>}
        </span>
        <span className="quiet clip" title={about}>
          <bdi>{about}</bdi>
        </span>
      </span>
      <span className={`${styles.what} clip`} title={result}>
        {result}
      </span>
      <span className={styles.time}>{time}</span>
      <IconButton
        size={28}
        label={t('recents.callBack', { name: recent.name, time })}
        disabled={noCall !== ''}
        title={noCall || t('recents.callBack', { name: recent.name, time })}
        onClick={callBack}
      >
        <Icon of={Phone} />
      </IconButton>
    </li>
  )
})
