import { LoaderCircle, LogIn } from 'lucide-react'
import type { SubmitEvent } from 'react'
import { useState } from 'react'

import type { Examined, OfficeChoice } from '../../../src-main/ipc/contract.ts'
import { examineProblem } from '../format/host.ts'
import { Button } from '../parts/Button.tsx'
import { TextField } from '../parts/Field.tsx'
import { Icon } from '../parts/Icon.tsx'
import { useShell } from '../shell-context.ts'
import { useWords } from '../use-words.ts'
import styles from './FirstRun.module.css'
import { FoundOffices } from './FoundOffices.tsx'

interface JoinCardProps {
  /** What is pasted or typed. */
  readonly text: string
  readonly onText: (text: string) => void
  readonly begin: () => boolean
}

/** The way of everybody else: an office that was found, an invitation, or an address. */
export function JoinCard({ text, onText, begin }: JoinCardProps) {
  const shell = useShell()
  const { t } = useWords()
  const [picked, setPicked] = useState<string | null>(null)
  const [examined, setExamined] = useState<Examined | null>(null)
  const [busy, setBusy] = useState(false)
  if (!shell) return null
  const { actions, search } = shell
  const ready = (search?.offices ?? []).filter((office) => office.pin !== null)
  // The first one is chosen once; when it goes, nothing else takes its place under somebody's hand.
  if (picked === null && ready[0]) setPicked(ready[0].id)
  const chosen = ready.find((office) => office.id === picked) ?? null

  function type(next: string): void {
    onText(next)
    setExamined(null)
  }

  function pick(id: string): void {
    setPicked(id)
    type('')
  }

  async function enter(choice: OfficeChoice): Promise<void> {
    if (begin()) await actions.joinOffice(choice)
  }

  /** An address has no pin yet: its words are shown before anything is sent to it (S-02). */
  async function joinTyped(): Promise<void> {
    if (examined?.status === 'ok') return enter(examined.choice)
    const found = await actions.examine(text)
    setExamined(found)
    if (found.status === 'ok' && !found.compare) await enter(found.choice)
  }

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    setBusy(true)
    if (text.trim() !== '') await joinTyped()
    else if (chosen?.pin) {
      await enter({ addresses: [chosen.address], port: chosen.port, pin: chosen.pin, office: chosen.name })
    }
    setBusy(false)
  }

  return (
    <section className={styles.card} aria-labelledby="join-title">
      <h2 id="join-title">{t('entry.joinTitle')}</h2>
      <FoundOffices search={search} chosen={text.trim() === '' ? (chosen?.id ?? null) : null} onPick={pick} />
      <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <span className={styles.label} aria-hidden="true">
          {t('entry.invitation')}
        </span>
        <TextField
          label={t('entry.invitation')}
          placeholder={t('entry.invitationHint')}
          value={text}
          maxLength={8_192}
          aria-describedby="invitation-said"
          aria-invalid={examined?.status === 'failed'}
          onText={type}
        />
        <p id="invitation-said" className={`${styles.hint} ${styles.said}`} role="status">
          {busy && text.trim() !== '' && !examined && <Examining />}
          {examined?.status === 'failed' && <span className={styles.warn}>{examineProblem(examined, t)}</span>}
          {examined?.status === 'ok' && examined.compare && (
            <>
              {t('entry.wordsBefore')} <strong className={styles.words}>{examined.words}</strong>{' '}
              {t('entry.wordsAfter')}
            </>
          )}
        </p>
        <div className={`${styles.foot} ${styles.end}`}>
          <Button
            submit
            large
            {...(chosen || text.trim() !== '' ? { look: 'primary' as const } : {})}
            icon={<Icon of={LogIn} />}
            disabled={busy || (text.trim() === '' && !chosen)}
          >
            {t('entry.join')}
          </Button>
        </div>
      </form>
    </section>
  )
}

/** A host that does not answer takes some seconds to be given up. */
function Examining() {
  const { t } = useWords()
  return (
    <span className={styles.examining}>
      <span className={styles.spin}>
        <Icon of={LoaderCircle} />
      </span>
      {t('entry.examining')}
    </span>
  )
}
