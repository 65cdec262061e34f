import { Mic } from 'lucide-react'

import { Icon } from '../parts/Icon.tsx'
import { usePhone } from '../phone-context.ts'
import { useWords } from '../use-words.ts'
import styles from './MicrophoneSign.module.css'

/** A microphone is open although nobody calls: stands in the head of every sidebar. */
export function MicrophoneSign() {
  const { me } = usePhone()
  const { t } = useWords()
  if (!me.microphoneReady) return null
  const words = t('me.microphoneReady')
  return (
    <span className={styles.sign} role="img" aria-label={words} title={words}>
      <Icon of={Mic} size={18} />
    </span>
  )
}
