import { LogIn } from 'lucide-react'

import { hostProblem } from '../format/host.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { useActions, usePhone } from '../phone-context.ts'
import { useShell } from '../shell-context.ts'
import { useWords } from '../use-words.ts'
import { EntryPage } from './EntryPage.tsx'
import styles from './FirstRun.module.css'

/** The office of this profile does not answer yet, or is not the one that was joined. */
export function OfficeTrouble() {
  const shell = useShell()
  const { entry, office } = usePhone()
  const { retryLine } = useActions()
  const { t } = useWords()
  if (!shell?.office) return null
  const { name, hosted } = shell.office
  const { host, actions } = shell
  const refusal = entry.status === 'naming' ? entry.refusal : null
  const failed = hosted && host.status === 'failed' ? host : null
  const away = office.line.status === 'offline'
  const sentence = failed
    ? hostProblem(failed, t)
    : refusal
      ? t(`refusal.${refusal}`)
      : t(away ? 'entry.unreachable' : hosted ? 'entry.hostStarting' : 'entry.connecting')
  const again = () => (failed ? void actions.hostOffice(name) : retryLine())
  return (
    <EntryPage title={name}>
      <section className={styles.card}>
        <p className={failed || refusal || away ? styles.warn : undefined} role="status">
          {sentence}
        </p>
        <div className={`${styles.foot} ${styles.end}`}>
          <Button large onClick={actions.forgetOffice}>
            {t('entry.forget')}
          </Button>
          {refusal !== 'certificate' && (
            <Button large look="primary" icon={<Icon of={LogIn} />} onClick={again}>
              {t(failed ? 'office.startAgain' : 'outage.retry')}
            </Button>
          )}
        </div>
      </section>
    </EntryPage>
  )
}
