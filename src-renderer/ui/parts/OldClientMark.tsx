import { ShieldAlert } from 'lucide-react'

import { useWords } from '../use-words.ts'
import { Icon } from './Icon.tsx'
import styles from './OldClientMark.module.css'

/** Said beside the name of somebody who came by the older room protocol: nobody can know who that is. */
export function OldClientMark() {
  const { t } = useWords()
  return (
    <span className={styles.mark}>
      <Icon of={ShieldAlert} size={14} />
      <span>{t('person.classic')}</span>
    </span>
  )
}
