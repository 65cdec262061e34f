import { shortName } from '../format/initials.ts'
import { timer } from '../format/time.ts'
import { useNow } from '../use-now.ts'
import { useWords } from '../use-words.ts'
import type { CallView } from '../view-model.ts'
import styles from './Stage.module.css'

interface OnHoldProps {
  /** Null while nobody holds: the live region is there before its text. */
  readonly call: CallView | null
}

/** Who put the call on hold, for how long, and what that means for what is said. */
export function OnHold({ call }: OnHoldProps) {
  const { t } = useWords()
  return (
    <div className={styles.hold}>
      <div aria-live="polite" role={call ? 'status' : undefined}>
        {call && (
          <p className={styles.title}>
            {t(call.hold ? 'call.onHold' : 'call.peerOnHold', { name: shortName(call.name) })}
          </p>
        )}
      </div>
      {call && <HoldTime call={call} />}
    </div>
  )
}

/** Counts, and is therefore outside of the live region. */
function HoldTime({ call }: { readonly call: CallView }) {
  const { t } = useWords()
  const now = useNow(500)
  const since = call.hold ?? call.peerHold ?? now
  const values = { name: shortName(call.name), duration: timer(now.getTime() - since.getTime()) }
  return <p className={`${styles.line} num`}>{t(`call.${holdLine(call)}`, values)}</p>
}

function holdLine({ hold, peerHold, classic }: CallView) {
  if (!hold) return 'peerOnHoldLine'
  if (peerHold) return 'onHoldBoth'
  return classic ? 'onHoldUntold' : 'onHoldLine'
}
