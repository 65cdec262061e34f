import { X } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef } from 'react'

import { detailRows, detailText } from '../format/details.ts'
import { causeAdvice } from '../format/doctor.ts'
import { shortName } from '../format/initials.ts'
import { IconButton } from '../parts/Button.tsx'
import { CopyButton } from '../parts/CopyButton.tsx'
import { Icon } from '../parts/Icon.tsx'
import { useWords } from '../use-words.ts'
import type { CallView } from '../view-model.ts'
import styles from './CallDetails.module.css'

interface CallDetailsProps {
  readonly call: CallView
  /** Below the words of an ended call, whose buttons stay free; over the stage otherwise. */
  readonly beside: boolean
  readonly onClose: () => void
}

/** The negotiation in words: candidates, the pair in use, the figures of this call, and what is wrong with its path. */
export function CallDetails({ call, beside, onClose }: CallDetailsProps) {
  const { t, language } = useWords()
  const name = shortName(call.name)
  const [cause] = call.causes
  const panel = useRef<HTMLElement>(null)
  // Read from its beginning; the focus goes back where it was when the panel closes with it.
  useLayoutEffect(() => {
    const element = panel.current
    const before = document.activeElement
    element?.focus()
    return () => {
      if (element?.contains(document.activeElement) && before instanceof HTMLElement) before.focus()
    }
  }, [])
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => event.key === 'Escape' && onClose()
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [onClose])
  return (
    <section
      ref={panel}
      className={beside ? `${styles.panel} ${styles.beside}` : styles.panel}
      role="dialog"
      aria-label={t('call.details')}
      tabIndex={-1}
    >
      <div className={styles.top}>
        <h2 className="grow">{t('call.details')}</h2>
        <IconButton size={24} label={t('app.close')} onClick={onClose}>
          <Icon of={X} />
        </IconButton>
      </div>
      <dl className={styles.facts}>
        {detailRows(call, name, t).map(([what, value]) => (
          <div key={what} style={{ display: 'contents' }}>
            <dt>{what}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {cause && <p className={styles.todo}>{causeAdvice(cause, name, t).todo}</p>}
      <div className={styles.foot}>
        <CopyButton label={t('details.copy')} text={detailText(call, t, language)} />
      </div>
    </section>
  )
}
