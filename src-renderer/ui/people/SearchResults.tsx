import { useEffect, useRef } from 'react'

import type { Place } from '../navigation.ts'
import { useWords } from '../use-words.ts'
import type { GroupView, PersonView, RecentView } from '../view-model.ts'
import { GroupRow } from './GroupRow.tsx'
import { PersonRow } from './PersonRow.tsx'
import type { Found } from './search.ts'
import styles from './Sidebar.module.css'

interface SearchResultsProps {
  readonly people: readonly Found<PersonView>[]
  readonly groups: readonly Found<GroupView>[]
  /** The hit that Enter calls: people first, then groups. */
  readonly chosen: number
  readonly redials: RecentView | null
  readonly now: Date
  readonly noCall: string
  readonly go: (place: Place) => void
}

/** Whoever fits what was typed, the best first. */
export function SearchResults({ people, groups, chosen, redials, now, noCall, go }: SearchResultsProps) {
  const { t } = useWords()
  const list = useRef<HTMLDivElement>(null)
  const hit = people[chosen]?.item ?? groups[chosen - people.length]?.item
  useEffect(() => {
    if (hit) list.current?.querySelector('[data-chosen]')?.scrollIntoView({ block: 'nearest' })
  }, [hit])
  const hints = [
    noCall || (hit ? t('search.choose') : ''),
    noCall === '' && redials ? t('search.redials', { name: redials.name }) : '',
  ]
  return (
    <div ref={list}>
      {people.length > 0 && <h2 className={styles.section}>{t('list.people')}</h2>}
      {people.length > 0 && (
        <ul aria-label={t('list.people')}>
          {people.map(({ item, hit: { marks } }, index) => (
            <PersonRow
              key={item.contact}
              person={item}
              now={now}
              selected={false}
              chosen={index === chosen}
              marks={marks}
              noCall={noCall}
              go={go}
            />
          ))}
        </ul>
      )}
      {groups.length > 0 && <h2 className={styles.section}>{t('list.groups')}</h2>}
      {groups.length > 0 && (
        <ul aria-label={t('list.groups')}>
          {groups.map(({ item, hit: { marks } }, index) => (
            <GroupRow
              key={item.name}
              group={item}
              selected={false}
              chosen={people.length + index === chosen}
              marks={marks}
              noCall={noCall}
              onOpen={() => go({ kind: 'group', name: item.name })}
            />
          ))}
        </ul>
      )}
      {!hit && <p className={styles.hint}>{t('list.nobodyFound')}</p>}
      <p className={styles.hint}>{hints.filter((part) => part !== '').join(' ')}</p>
      <p className="visually-hidden" role="status">
        {hit && noCall === '' ? t('search.calls', { name: hit.name }) : ''}
      </p>
    </div>
  )
}
