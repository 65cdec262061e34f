import { LogIn } from 'lucide-react'
import type { SubmitEvent } from 'react'
import { useState } from 'react'

import { EntryPage } from './EntryPage.tsx'
import styles from './FirstRun.module.css'
import { NameField } from './NameField.tsx'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { useActions, usePhone } from '../phone-context.ts'
import { useWords } from '../use-words.ts'

/** First run of the web phone: a name, and in (UX "First minute"). */
export function FirstRun() {
  const { entry, office } = usePhone()
  const { join } = useActions()
  const { t } = useWords()
  const naming = entry.status === 'naming' ? entry : null
  const [name, setName] = useState(naming?.suggestedName ?? (entry.status === 'joining' ? entry.name : ''))
  const [asked, setAsked] = useState(false)

  function submit(event: SubmitEvent): void {
    event.preventDefault()
    setAsked(true)
    if (name.trim() !== '') join(name.trim())
  }

  const waiting = office.line.status === 'offline' ? t('entry.unreachable') : t('entry.joining', { name })
  const refused = naming?.refusal
    ? t(`refusal.${naming.refusal}`)
    : asked && name.trim() === ''
      ? t('refusal.name-empty')
      : null
  return (
    <EntryPage title={naming?.office ? t('entry.titleOf', { office: naming.office }) : t('entry.title')}>
      <form className={styles.card} onSubmit={submit} noValidate>
        <NameField
          name={name}
          onName={setName}
          hint={refused ?? (naming ? t('entry.nameHint') : waiting)}
          refused={refused !== null}
        />
        <div className={styles.foot}>
          <Button submit look="primary" large icon={<Icon of={LogIn} />}>
            {t('entry.join')}
          </Button>
        </div>
      </form>
    </EntryPage>
  )
}
