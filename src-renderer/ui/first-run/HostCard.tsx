import { House } from 'lucide-react'
import { useState } from 'react'

import { hostProblem } from '../format/host.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { useShell } from '../shell-context.ts'
import { useWords } from '../use-words.ts'
import styles from './FirstRun.module.css'

interface HostCardProps {
  /** There is nothing to join. */
  readonly likely: boolean
  readonly begin: () => boolean
}

/** The way of the first in an office. */
export function HostCard({ likely, begin }: HostCardProps) {
  const shell = useShell()
  const { t } = useWords()
  const [busy, setBusy] = useState(false)
  if (!shell) return null
  const { host, machine, actions } = shell

  async function start(): Promise<void> {
    if (!begin()) return
    setBusy(true)
    await actions.hostOffice(t('office.nameOf', { machine }))
    setBusy(false)
  }

  return (
    <section className={styles.card} aria-labelledby="host-title">
      <h2 id="host-title">{t('entry.hostTitle')}</h2>
      <p className="quiet">{t('entry.hostLine')}</p>
      <p className="quiet">{t('entry.hostCalls')}</p>
      <p className={host.status === 'failed' && !busy ? `${styles.hint} ${styles.warn}` : styles.hint} role="status">
        {busy ? t('entry.hostStarting') : host.status === 'failed' ? hostProblem(host, t) : ''}
      </p>
      <div className={`${styles.foot} ${styles.atStart}`}>
        <Button
          large
          {...(likely ? { look: 'primary' as const } : {})}
          icon={<Icon of={House} />}
          disabled={busy}
          onClick={() => void start()}
        >
          {t('entry.host')}
        </Button>
      </div>
    </section>
  )
}
