import { Info, Phone } from 'lucide-react'

import { endText } from '../format/call.ts'
import { Avatar } from '../parts/Avatar.tsx'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { useActions } from '../phone-context.ts'
import { useWords } from '../use-words.ts'
import type { CallView } from '../view-model.ts'
import styles from './Stage.module.css'

interface EndedStageProps {
  readonly call: CallView
  /** Whether they are shown, below. */
  readonly details: boolean
  readonly onDetails: () => void
}

/** The end with its reason, and what its path was like. Call again never appears where Hang up was. */
export function EndedStage({ call, details, onDetails }: EndedStageProps) {
  const { callAgain, dismissEnded } = useActions()
  const { t, language } = useWords()
  const { title, line, todo } = endText(call, t, language)
  return (
    <div className={`${styles.stage} ${styles.over}`}>
      {!details && <Avatar name={call.name} size={96} look="dim" />}
      <div>
        {/* Has the focus when a button went with the call: Enter, pressed once more, does nothing here. */}
        <p className={styles.title} tabIndex={-1} data-focus-home>
          {title}
        </p>
        <p className={styles.line}>{line}</p>
        {todo !== '' && <p className={styles.line}>{todo}</p>}
      </div>
      <div className={styles.acts}>
        <Button look="primary" large icon={<Icon of={Phone} />} onClick={callAgain}>
          {t('ended.again')}
        </Button>
        <Button large onClick={dismissEnded}>
          {t('app.close')}
        </Button>
        {call.evidence && (
          <Button look="text" large fold icon={<Icon of={Info} />} aria-expanded={details} onClick={onDetails}>
            {t('call.details')}
          </Button>
        )}
      </div>
    </div>
  )
}
