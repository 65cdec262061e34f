import { shortName } from '../format/initials.ts'
import { timer } from '../format/time.ts'
import { useNow } from '../use-now.ts'
import { useWords } from '../use-words.ts'
import type { CallView } from '../view-model.ts'
import styles from './Stage.module.css'

/** Who put the call on hold, for how long, and what that means for what is said. */
export function OnHold({ call }: { readonly call: CallView }) {
  const { t } = useWords()
  const now = useNow(500)
  const since = call.hold ?? call.peerHold
  if (!since) return null
  const values = { name: shortName(call.name), duration: timer(now.getTime() - since.getTime()) }
  return (
    <div>
      <p className={styles.title}>{t(call.hold ? 'call.onHold' : 'call.peerOnHold', values)}</p>
      <p className={`${styles.line} num`}>{t(`call.${holdLine(call)}`, values)}</p>
    </div>
  )
}

function holdLine({ hold, peerHold, classic }: CallView) {
  if (!hold) return 'peerOnHoldLine'
  if (peerHold) return 'onHoldBoth'
  return classic ? 'onHoldUntold' : 'onHoldLine'
}
