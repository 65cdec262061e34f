import { Phone } from 'lucide-react'

import { endText } from '../format/call.ts'
import { Avatar } from '../parts/Avatar.tsx'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { useActions } from '../phone-context.ts'
import { useWords } from '../use-words.ts'
import type { CallView } from '../view-model.ts'
import styles from './Stage.module.css'

/** The end with its reason. Call again never appears where Hang up was. */
export function EndedStage({ call }: { readonly call: CallView }) {
  const { callAgain, dismissEnded } = useActions()
  const { t, language } = useWords()
  const { title, line } = endText(call, t, language)
  return (
    <div className={`${styles.stage} ${styles.over}`}>
      <Avatar name={call.name} size={96} look="dim" />
      <div>
        <p className={styles.title} role="status">
          {title}
        </p>
        <p className={styles.line}>{line}</p>
      </div>
      <div className={styles.acts}>
        <Button look="primary" large icon={<Icon of={Phone} />} onClick={callAgain}>
          {t('ended.again')}
        </Button>
        <Button large onClick={dismissEnded}>
          {t('app.close')}
        </Button>
      </div>
    </div>
  )
}
