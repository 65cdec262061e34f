import { MessageSquareText } from 'lucide-react'

import { LIMITS } from '../../../src-signaling/protocol/index.ts'
import { TextField } from '../parts/Field.tsx'
import { Icon } from '../parts/Icon.tsx'
import { useWords } from '../use-words.ts'
import styles from './Body.module.css'

interface SubjectFieldProps {
  readonly value: string
  readonly onText: (text: string) => void
}

/** What the call is about; the limit counts code points, as the protocol does. */
export function SubjectField({ value, onText }: SubjectFieldProps) {
  const { t } = useWords()
  const bounded = (text: string) => Array.from(text).slice(0, LIMITS.subjectCodePoints).join('')
  return (
    <div className={styles.subject}>
      <Icon of={MessageSquareText} />
      <TextField
        label={t('person.subject')}
        placeholder={t('person.subject')}
        value={value}
        onText={(text) => onText(bounded(text))}
      />
    </div>
  )
}
