import type { SubmitEvent } from 'react'
import { useEffect, useRef, useState } from 'react'

import { check, groupNameSchema } from '../../../src-signaling/protocol/index.ts'
import { TextField } from '../parts/Field.tsx'
import { useActions } from '../phone-context.ts'
import { useWords } from '../use-words.ts'
import styles from './JoinGroup.module.css'

/** The name of a ring group; Enter joins, Escape leaves it. */
export function JoinGroup({ onDone }: { readonly onDone: () => void }) {
  const { joinGroup } = useActions()
  const { t } = useWords()
  const [group, setGroup] = useState('')
  const [bad, setBad] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  // In a long list its hint, or the error in its place, would be below what is seen.
  const hint = t(bad ? 'list.groupBad' : 'list.groupHint')
  useEffect(() => {
    if (hint !== '') form.current?.scrollIntoView({ block: 'nearest' })
  }, [hint])

  function submit(event: SubmitEvent): void {
    event.preventDefault()
    const valid = check(groupNameSchema, group.trim()).success
    setBad(!valid)
    if (!valid) return
    joinGroup(group)
    onDone()
  }

  return (
    <form
      ref={form}
      className={styles.form}
      onSubmit={submit}
      onKeyDown={(event) => event.key === 'Escape' && onDone()}
    >
      <TextField
        label={t('list.group')}
        placeholder={t('list.group')}
        value={group}
        maxLength={32}
        autoFocus
        aria-describedby="group-hint"
        onText={setGroup}
      />
      <p id="group-hint" className={bad ? `${styles.hint} ${styles.warn}` : styles.hint}>
        {hint}
      </p>
    </form>
  )
}
