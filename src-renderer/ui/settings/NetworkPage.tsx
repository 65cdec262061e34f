import { Activity, Check, LoaderCircle, Minus, TriangleAlert } from 'lucide-react'

import type { CheckName, CheckState } from '../../doctor/network-report.ts'
import { CHECKS } from '../../doctor/network-report.ts'
import { checkAdvice, reportSummary } from '../format/doctor.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { useWords } from '../use-words.ts'
import styles from './NetworkPage.module.css'
import { useNetworkTest } from './use-network-test.ts'

/** *Test my network*: what a call needs from this machine, each green or a cause with what to do. */
export function NetworkPage() {
  const { t } = useWords()
  const { report, running, start, cancel } = useNetworkTest()
  const said = running ? t('network.running') : report ? t('network.done', { summary: reportSummary(report, t) }) : ''
  return (
    <>
      <div className={styles.top}>
        <Button
          {...(running ? {} : { look: 'primary' as const })}
          icon={<Icon of={Activity} />}
          onClick={running ? cancel : start}
        >
          {t(running ? 'network.cancel' : 'network.test')}
        </Button>
        <p className={styles.hint}>{t('network.hint')}</p>
      </div>
      {report && (
        <ul aria-label={t('network.test')}>
          {CHECKS.map((check) => (
            <CheckRow key={check} check={check} state={report[check]} />
          ))}
        </ul>
      )}
      <p className={styles.said} role="status">
        {said}
      </p>
    </>
  )
}

const LOOKS = {
  waiting: { icon: Minus, look: styles.quiet },
  running: { icon: LoaderCircle, look: styles.spin },
  good: { icon: Check, look: styles.good },
  absent: { icon: Minus, look: styles.quiet },
  bad: { icon: TriangleAlert, look: styles.bad },
} as const

function CheckRow({ check, state }: { readonly check: CheckName; readonly state: CheckState }) {
  const { t } = useWords()
  const { what, todo } = checkAdvice(check, state, t)
  const { icon, look } = LOOKS[state.status]
  return (
    <li className={styles.check} aria-label={t(`network.checks.${check}`)}>
      <Icon of={icon} className={look} />
      <span className={styles.name}>{t(`network.checks.${check}`)}</span>
      <div className={styles.words}>
        <p className={state.status === 'running' ? undefined : look}>{what}</p>
        {todo !== '' && <p className={styles.hint}>{todo}</p>}
      </div>
    </li>
  )
}
