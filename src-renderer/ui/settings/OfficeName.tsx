import type { SubmitEvent } from 'react'
import { useState } from 'react'

import { Button } from '../parts/Button.tsx'
import { TextField } from '../parts/Field.tsx'
import { useShell } from '../shell-context.ts'
import { useWords } from '../use-words.ts'
import { Setting } from './Setting.tsx'
import styles from './SettingsPane.module.css'

/** The office's name; a new one starts the host anew. */
export function OfficeName({ name: current }: { readonly name: string }) {
  const shell = useShell()
  const { t } = useWords()
  const [name, setName] = useState(current)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (name.trim() !== '') void shell?.actions.hostOffice(name.trim())
  }
  return (
    <Setting label={t('office.name')}>
      <form className={styles.line} onSubmit={submit}>
        <TextField label={t('office.name')} value={name} maxLength={64} onText={setName} />
        <Button submit disabled={name.trim() === '' || name.trim() === current}>
          {t('settings.saveName')}
        </Button>
      </form>
    </Setting>
  )
}
