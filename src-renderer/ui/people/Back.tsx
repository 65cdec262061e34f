import { ChevronLeft } from 'lucide-react'

import { IconButton } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { useWords } from '../use-words.ts'
import styles from './Back.module.css'
import { MicrophoneSign } from './MicrophoneSign.tsx'

/** Where the pane hides the list: the way back, and what the head of the list says of the microphone. */
export function Back({ onBack }: { readonly onBack: () => void }) {
  const { t } = useWords()
  return (
    <div className={styles.back}>
      <IconButton label={t('app.back')} onClick={onBack}>
        <Icon of={ChevronLeft} size={20} />
      </IconButton>
      <MicrophoneSign />
    </div>
  )
}
