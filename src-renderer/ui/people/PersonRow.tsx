import { Phone, Video } from 'lucide-react'
import { memo } from 'react'

import { rowState } from '../format/people.ts'
import type { Place } from '../navigation.ts'
import { IconButton } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { LampIcon } from '../parts/LampIcon.tsx'
import { useActions } from '../phone-context.ts'
import { useWords } from '../use-words.ts'
import type { PersonView } from '../view-model.ts'
import styles from './Row.module.css'

interface PersonRowProps {
  readonly person: PersonView
  readonly now: Date
  readonly selected: boolean
  readonly go: (place: Place) => void
}

/** A person with lamp, state in words, and the two ways to call; drawn again only when something of it has changed. */
export const PersonRow = memo(function PersonRow({ person, now, selected, go }: PersonRowProps) {
  const { call } = useActions()
  const { t, language } = useWords()
  const { name, contact, lamp } = person
  const rings = lamp === 'calling-you'
  const busy = rings || person.withYou
  const names = [
    styles.row,
    selected && styles.selected,
    lamp === 'unreachable' && styles.off,
    rings && styles.ringing,
    busy && styles.keeps,
  ]
  const state = rowState(person, { t, language, now })
  const dial = (video: boolean) => call({ contact }, { video, subject: null })
  return (
    <li className={names.filter(Boolean).join(' ')} aria-label={name}>
      <button
        type="button"
        className={styles.open}
        aria-label={name}
        aria-current={selected || undefined}
        onClick={() => go(person.withYou ? { kind: 'call' } : { kind: 'person', contact })}
      />
      <span className={styles.lead}>
        <LampIcon lamp={lamp} />
      </span>
      <span className={`${styles.name} clip`}>{name}</span>
      <span className={`${styles.state} clip`}>
        {state || <span className="visually-hidden">{t(`lamp.${lamp}`)}</span>}
      </span>
      {!busy && (
        <span className={styles.acts}>
          <IconButton size={28} label={t('list.call', { name })} onClick={() => dial(false)}>
            <Icon of={Phone} />
          </IconButton>
          <IconButton size={28} label={t('list.videoCall', { name })} onClick={() => dial(true)}>
            <Icon of={Video} />
          </IconButton>
        </span>
      )}
    </li>
  )
})
