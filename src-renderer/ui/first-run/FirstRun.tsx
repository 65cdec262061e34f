import { LogIn } from 'lucide-react'
import type { SubmitEvent } from 'react'
import { useState } from 'react'

import styles from './FirstRun.module.css'
import { Button } from '../parts/Button.tsx'
import { TextField } from '../parts/Field.tsx'
import { Icon } from '../parts/Icon.tsx'
import { Logo } from '../parts/Logo.tsx'
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
      ? t('refusal.name-invalid')
      : null
  return (
    <main className={styles.page}>
      <div className={styles.column}>
        <header className={styles.top}>
          <Logo size={40} />
          <h1>{naming?.office ? t('entry.titleOf', { office: naming.office }) : t('entry.title')}</h1>
        </header>
        <form className={styles.card} onSubmit={submit} noValidate>
          <span className={styles.label} aria-hidden="true">
            {t('entry.name')}
          </span>
          <TextField
            large
            label={t('entry.name')}
            value={name}
            maxLength={64}
            autoComplete="name"
            autoFocus
            aria-describedby="name-hint"
            aria-invalid={refused !== null}
            onText={setName}
          />
          <p id="name-hint" className={refused ? `${styles.hint} ${styles.warn}` : styles.hint} role="status">
            {refused ?? (naming ? t('entry.nameHint') : waiting)}
          </p>
          <div className={styles.foot}>
            <Button submit look="primary" large icon={<Icon of={LogIn} />}>
              {t('entry.join')}
            </Button>
          </div>
        </form>
      </div>
    </main>
  )
}
