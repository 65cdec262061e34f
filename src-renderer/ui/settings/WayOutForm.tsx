import type { TFunction } from 'i18next'
import type { SubmitEvent } from 'react'
import { useState } from 'react'

import type { OfficeChange } from '../../../src-main/ipc/contract.ts'
import { Button } from '../parts/Button.tsx'
import { SelectBox, TextField } from '../parts/Field.tsx'
import { useWords } from '../use-words.ts'
import styles from './SettingsPane.module.css'
import type { DraftProblem, WayOutDraft } from './way-out-draft.ts'
import { readDraft } from './way-out-draft.ts'

interface WayOutFormProps {
  readonly start: WayOutDraft
  readonly onSave: (way: OfficeChange['iceServers'][number]) => void
  readonly onCancel: () => void
}

const KINDS = ['time-limited', 'static', 'none'] as const

/** One STUN or TURN server, written down. */
export function WayOutForm({ start, onSave, onCancel }: WayOutFormProps) {
  const { t } = useWords()
  const [draft, setDraft] = useState(start)
  const [problem, setProblem] = useState<DraftProblem | null>(null)
  const change = (part: Partial<WayOutDraft>) => {
    setDraft({ ...draft, ...part })
    setProblem(null)
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const read = readDraft(draft)
    if (read.status === 'ok') onSave(read.way)
    else setProblem(read)
  }
  const secretLabel = t(draft.kind === 'static' ? 'office.wayPassword' : 'office.waySecret')
  const invalid = (field: DraftProblem['field']) => (problem?.field === field ? { 'aria-invalid': true } : {})

  return (
    <form className={styles.wayForm} aria-label={t('office.wayForm')} onSubmit={submit}>
      <TextField
        label={t('office.wayAddresses')}
        value={draft.addresses}
        placeholder="turn:turn.example.org:3478 turns:turn.example.org:5349"
        autoFocus
        onText={(addresses) => change({ addresses })}
        {...invalid('addresses')}
      />
      <p className={styles.hint}>{t('office.wayAddressesHint')}</p>
      <SelectBox
        label={t('office.wayCredentials')}
        value={draft.kind}
        onValue={(value) => change({ kind: KINDS.find((kind) => kind === value) ?? 'none' })}
      >
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {t(`office.wayKind.${kind}`)}
          </option>
        ))}
      </SelectBox>
      {draft.kind === 'static' && (
        <TextField
          label={t('office.wayUser')}
          value={draft.username}
          placeholder={t('office.wayUser')}
          maxLength={512}
          onText={(username) => change({ username })}
          {...invalid('username')}
        />
      )}
      {draft.kind !== 'none' && (
        <TextField
          label={secretLabel}
          type="password"
          value={draft.secret}
          placeholder={draft.stored === draft.kind ? t('office.wayStored') : secretLabel}
          maxLength={512}
          onText={(secret) => change({ secret })}
          {...invalid('secret')}
        />
      )}
      {problem && (
        <p className={`${styles.hint} ${styles.warn}`} role="alert">
          {problemLine(problem, t)}
        </p>
      )}
      <div className={styles.line}>
        <Button submit look="primary">
          {t('office.waySave')}
        </Button>
        <Button onClick={onCancel}>{t('office.wayCancel')}</Button>
      </div>
    </form>
  )
}

function problemLine(problem: DraftProblem, t: TFunction): string {
  if (problem.field !== 'addresses') return t(`office.wayMissing.${problem.field}`)
  return t(`office.wayAddress.${problem.problem}`, { address: problem.address })
}
