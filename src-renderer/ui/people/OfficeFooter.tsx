import { Building2, Unplug } from 'lucide-react'

import { clockTime } from '../format/time.ts'
import { Icon } from '../parts/Icon.tsx'
import { useActions } from '../phone-context.ts'
import { useShell } from '../shell-context.ts'
import { useNow } from '../use-now.ts'
import { useWords } from '../use-words.ts'
import type { OfficeView } from '../view-model.ts'
import styles from './OfficeFooter.module.css'

/** The office line; without the host it grows upwards into the banner that says what still works. */
export function OfficeFooter({ office }: { readonly office: OfficeView }) {
  const { t } = useWords()
  const hosted = useShell()?.office?.hosted === true
  if (office.line.status === 'offline') return <Outage since={office.line.since} nextTryAt={office.line.nextTryAt} />
  return (
    <div className={styles.office}>
      <Icon of={Building2} />
      <span className="strong clip">{office.name}</span>
      <span className="quiet grow">{hosted ? t('list.youHost') : ''}</span>
      <span className="num">
        {office.line.status === 'online' ? t('list.here', { count: office.here }) : t('app.loading')}
      </span>
    </div>
  )
}

interface OutageProps {
  readonly since: Date
  readonly nextTryAt: Date | null
}

function Outage({ since, nextTryAt }: OutageProps) {
  const { retryLine } = useActions()
  const { t, language } = useWords()
  const now = useNow(500)
  const seconds = nextTryAt ? Math.max(0, Math.ceil((nextTryAt.getTime() - now.getTime()) / 1_000)) : 0
  return (
    <div className={styles.outage}>
      <div role="status">
        <p className={styles.title}>
          <Icon of={Unplug} />
          <span>{t('outage.title', { time: clockTime(since, language, now) })}</span>
        </p>
        <p>{t('outage.body')}</p>
      </div>
      <p className={styles.foot}>
        <span className="num">{seconds > 0 ? t('outage.next', { seconds }) : t('outage.trying')}</span>
        <button type="button" className={styles.retry} onClick={retryLine}>
          {t('outage.retry')}
        </button>
      </p>
    </div>
  )
}
