import { useEffect, useState } from 'react'

import { useActions, usePhone } from '../phone-context.ts'
import { useShell } from '../shell-context.ts'
import { useWords } from '../use-words.ts'
import { EntryPage } from './EntryPage.tsx'
import styles from './FirstRun.module.css'
import { HostCard } from './HostCard.tsx'
import { JoinCard } from './JoinCard.tsx'
import { NameField } from './NameField.tsx'

/** First run of the desktop app: a name, then *Host this office* or *Join* (UX "First minute"). */
export function DesktopFirstRun({ onWay }: { readonly onWay: () => void }) {
  const shell = useShell()
  const { entry, me } = usePhone()
  const { join } = useActions()
  const { t } = useWords()
  const known = entry.status === 'joining' ? entry.name : entry.status === 'naming' ? entry.suggestedName : ''
  // Whoever comes from another office keeps the name.
  const [name, setName] = useState(known || me.name || shell?.suggestedName || '')
  const [asked, setAsked] = useState(false)
  const link = shell?.invited?.link ?? ''
  // What is typed stands until another link is opened with the app.
  const [typed, setTyped] = useState({ over: '', text: '' })
  const invitation = typed.over === link ? typed.text : link
  const look = shell?.actions.look
  useEffect(() => look?.(), [look])

  /** Every way begins with a name. @returns whether there is one */
  function begin(): boolean {
    setAsked(true)
    if (name.trim() === '') return false
    shell?.actions.dismissInvitation()
    onWay()
    join(name.trim())
    return true
  }

  const missing = asked && name.trim() === ''
  const found = (shell?.search?.offices.length ?? 0) > 0
  return (
    <EntryPage title="Ringdown" line={t('entry.tagline')} width="wide">
      <div className={styles.name}>
        <NameField
          name={name}
          onName={setName}
          hint={t(missing ? 'refusal.name-empty' : 'entry.nameHint')}
          refused={missing}
        />
      </div>
      <div className={found ? `${styles.ways} ${styles.foundFirst}` : styles.ways}>
        <HostCard likely={!found && invitation.trim() === ''} begin={begin} />
        <JoinCard text={invitation} onText={(next) => setTyped({ over: link, text: next })} begin={begin} />
      </div>
    </EntryPage>
  )
}
