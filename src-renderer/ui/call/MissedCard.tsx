import { Phone, PhoneMissed } from 'lucide-react'

import type { MissedCard as Card } from '../../../src-main/ipc/contract.ts'
import { duration, timeOfDay } from '../format/time.ts'
import { Avatar } from '../parts/Avatar.tsx'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { OldClientMark } from '../parts/OldClientMark.tsx'
import { useWords } from '../use-words.ts'
import styles from './RingCard.module.css'

interface MissedCardProps {
  readonly missed: Card
  readonly callBack: () => void
  readonly dismiss: () => void
}

/** The last ring that nobody answered: it stays in the ring window until somebody has looked. */
export function MissedCard({ missed, callBack, dismiss }: MissedCardProps) {
  const { t, language } = useWords()
  const { name, classic, subject, at, rangMs } = missed
  return (
    <div className={styles.ring} role="dialog" aria-label={t('ring.missedFrom', { name })}>
      <div className={styles.band}>
        <Avatar name={name} size={48} look="onSide" />
        <div className={styles.text}>
          <p className={`${styles.kind} ${styles.missed}`}>
            <Icon of={PhoneMissed} size={14} />
            <span className="grow clip">{t('ring.missedAt', { time: timeOfDay(new Date(at), language) })}</span>
          </p>
          <h2 className={styles.name}>{name}</h2>
          <p className={styles.subject}>{classic ? <OldClientMark /> : subject}</p>
        </div>
      </div>
      <div className={styles.acts}>
        <span className={styles.hint}>{t('recents.rang', { duration: duration(rangMs, language) })}</span>
        <Button onClick={dismiss}>{t('ring.dismiss')}</Button>
        <Button look="primary" icon={<Icon of={Phone} />} onClick={callBack}>
          {t('ring.callBack')}
        </Button>
      </div>
    </div>
  )
}
