import { LogIn } from 'lucide-react'
import type { SubmitEvent } from 'react'
import { useState } from 'react'

import { EntryPage } from './EntryPage.tsx'
import styles from './FirstRun.module.css'
import { NameField } from './NameField.tsx'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { useActions, usePhone } from '../phone-context.ts'
import { useShell } from '../shell-context.ts'
import { useNow } from '../use-now.ts'
import { useWords } from '../use-words.ts'
import { invitedOffice } from './invited-office.ts'

/** A host that was only restarted is back by then, ms. */
const LONG = 15_000

/** First run of the web phone: a name, and in (UX "First minute"). */
export function FirstRun() {
  const { entry, office } = usePhone()
  const { join } = useActions()
  const shell = useShell()
  const { t } = useWords()
  const naming = entry.status === 'naming' ? entry : null
  const [name, setName] = useState(naming?.suggestedName ?? (entry.status === 'joining' ? entry.name : ''))
  const [asked, setAsked] = useState(false)

  // The app knows where it goes now, also before the host has said its name; a page knows the link that it was opened with.
  const title = shell?.office?.name ?? naming?.office ?? invitedOffice(location.href)

  function submit(event: SubmitEvent): void {
    event.preventDefault()
    setAsked(true)
    if (name.trim() !== '') join(name.trim())
  }

  const now = useNow(1_000)
  const { line } = office
  // The page itself came from the host: what goes on failing is the connection, and somebody has to know (D-2).
  const isLong = line.status === 'offline' && now.getTime() - line.since.getTime() > LONG
  const offline = t(isLong ? 'entry.unreachableLong' : 'entry.unreachable')
  const waiting = line.status === 'offline' ? offline : t('entry.joining', { name })
  const refused = naming?.refusal
    ? t(`refusal.${naming.refusal}`)
    : asked && name.trim() === ''
      ? t('refusal.name-empty')
      : null
  return (
    <EntryPage title={title ? t('entry.titleOf', { office: title }) : t('entry.title')}>
      <form className={styles.card} onSubmit={submit} noValidate>
        <NameField
          name={name}
          onName={setName}
          hint={refused ?? (naming ? t('entry.nameHint') : waiting)}
          refused={refused !== null}
        />
        <div className={styles.foot}>
          {shell?.office?.hosted === false && (
            <Button large onClick={shell.actions.forgetOffice}>
              {t('app.back')}
            </Button>
          )}
          <Button submit look="primary" large icon={<Icon of={LogIn} />}>
            {t('entry.join')}
          </Button>
        </div>
      </form>
    </EntryPage>
  )
}
