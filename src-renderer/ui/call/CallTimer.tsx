import { timer } from '../format/time.ts'
import { useNow } from '../use-now.ts'
import { useWords } from '../use-words.ts'
import type { CallView } from '../view-model.ts'
import styles from './CallTimer.module.css'

/** How long the two have talked; stands still when the call is over. */
export function CallTimer({ call, quiet = false }: { readonly call: CallView; readonly quiet?: boolean }) {
  const { t } = useWords()
  const now = useNow(500)
  const talked = call.connectedAt ? now.getTime() - call.connectedAt.getTime() : (call.end?.talkedMs ?? null)
  if (talked === null) return null
  return (
    <span className={quiet ? 'num quiet' : styles.timer} role="timer" aria-label={t('call.time')}>
      {timer(talked)}
    </span>
  )
}
