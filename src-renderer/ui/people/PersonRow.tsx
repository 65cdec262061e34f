import { Phone, Video } from 'lucide-react'
import { memo, useId } from 'react'

import { rowState } from '../format/people.ts'
import type { Place } from '../navigation.ts'
import { LampIcon } from '../parts/LampIcon.tsx'
import { useActions } from '../phone-context.ts'
import { useWords } from '../use-words.ts'
import type { PersonView } from '../view-model.ts'
import { EnterHint } from './EnterHint.tsx'
import { MarkedName } from './MarkedName.tsx'
import styles from './Row.module.css'
import { RowCallButton } from './RowCallButton.tsx'
import type { Mark } from './search.ts'

interface PersonRowProps {
  readonly person: PersonView
  readonly now: Date
  readonly selected: boolean
  readonly go: (place: Place) => void
  /** Why nobody can be called now; empty when one can. */
  readonly noCall: string
  readonly marks?: readonly Mark[]
  /** Enter in the search calls this one. */
  readonly chosen?: boolean
}

/** A person with lamp, state in words, and the two ways to call; drawn again only when something of it has changed. */
export const PersonRow = memo(function PersonRow(props: PersonRowProps) {
  const { person, now, selected, go, noCall, marks, chosen = false } = props
  const { call } = useActions()
  const { t, language } = useWords()
  const { name, contact, lamp } = person
  const stateId = useId()
  const rings = lamp === 'calling-you'
  const busy = rings || person.withYou
  const names = [
    styles.row,
    selected && styles.selected,
    chosen && styles.chosen,
    lamp === 'unreachable' && styles.off,
    rings && styles.ringing,
    busy && styles.keeps,
  ]
  const state = rowState(person, { t, language, now })
  const dial = (video: boolean) => call({ contact }, { video, subject: null })
  return (
    <li className={names.filter(Boolean).join(' ')} aria-label={name} data-row data-chosen={chosen || undefined}>
      <button
        type="button"
        className={styles.open}
        tabIndex={-1}
        aria-label={name}
        aria-describedby={stateId}
        aria-current={selected || undefined}
        title={[name, state].filter((part) => part !== '').join(', ')}
        onClick={() => go(person.withYou ? { kind: 'call' } : { kind: 'person', contact })}
      />
      <span className={styles.lead}>
        <LampIcon lamp={lamp} />
      </span>
      <span className={`${styles.name} clip`}>
        <MarkedName name={name} marks={marks} />
      </span>
      <span className={`${styles.state} clip`} id={stateId}>
        {chosen && noCall === '' ? (
          <EnterHint />
        ) : (
          state || <span className="visually-hidden">{t(`lamp.${lamp}`)}</span>
        )}
      </span>
      {!busy && (
        <span className={styles.acts}>
          <RowCallButton icon={Phone} label={t('list.call', { name })} noCall={noCall} onCall={() => dial(false)} />
          <RowCallButton icon={Video} label={t('list.videoCall', { name })} noCall={noCall} onCall={() => dial(true)} />
        </span>
      )}
    </li>
  )
})
