import { History } from 'lucide-react'
import { useState } from 'react'

import { clockTime } from '../format/time.ts'
import type { Place } from '../navigation.ts'
import { Icon } from '../parts/Icon.tsx'
import { useActions, usePhone } from '../phone-context.ts'
import { useNow } from '../use-now.ts'
import { useWords } from '../use-words.ts'
import type { GroupView, PersonView } from '../view-model.ts'
import { GroupsSection } from './GroupsSection.tsx'
import { Me } from './Me.tsx'
import { PersonRow } from './PersonRow.tsx'
import { Row } from './Row.tsx'
import { SearchBox } from './SearchBox.tsx'
import styles from './Sidebar.module.css'

interface SidebarProps {
  readonly place: Place
  readonly go: (place: Place) => void
  /** The search was asked for. */
  readonly finding: boolean
  readonly onFound: () => void
}

const matches = (text: string, name: string): boolean =>
  name.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase())

/** Everybody, everything that can be called, and the office at the bottom. */
export function Sidebar({ place, go, finding, onFound }: SidebarProps) {
  const phone = usePhone()
  const actions = useActions()
  const { t, language } = useWords()
  const [search, setSearch] = useState('')
  const now = useNow(30_000)
  const people = phone.people.filter((person) => matches(search, person.name))
  const groups = phone.groups.filter((group) => matches(search, group.name))
  const offline = phone.office.line.status === 'offline' ? phone.office.line : null

  function dial(): void {
    if (search.trim() === '') return redial()
    const [first] = people
    const [group] = groups
    if (first) actions.call({ contact: first.contact }, { video: false, subject: null })
    else if (group) actions.call({ group: group.name }, { video: false, subject: null })
    if (first || group) setSearch('')
  }
  function redial(): void {
    const last = phone.recents.find((recent) => recent.direction === 'outgoing')
    if (last?.group) actions.call({ group: last.group }, { video: last.video, subject: null })
    else if (last?.contact) actions.call({ contact: last.contact }, { video: last.video, subject: null })
  }

  const rows = (list: readonly PersonView[]) =>
    list.map((person) => (
      <PersonRow
        key={person.contact}
        person={person}
        now={now}
        selected={isAt(place, person, phone.call?.contact ?? null)}
        go={go}
      />
    ))
  const favourites = people.filter((person) => person.favourite)
  const others = people.filter((person) => !person.favourite)

  return (
    <nav className={styles.sidebar} aria-label={t('list.people')}>
      <Me onSettings={() => go({ kind: 'settings', page: 'sound' })} />
      <SearchBox text={search} finding={finding} onFound={onFound} onText={setSearch} onDial={dial} />
      <div className={styles.list}>
        <Row
          name={t('list.recents')}
          lead={<Icon of={History} />}
          selected={place.kind === 'recents'}
          onOpen={() => go({ kind: 'recents' })}
        >
          {phone.missedUnseen > 0 && (
            <span className={styles.badge}>
              <span aria-hidden="true">{phone.missedUnseen}</span>
              <span className="visually-hidden">{t('list.missed', { count: phone.missedUnseen })}</span>
            </span>
          )}
        </Row>
        {favourites.length > 0 && <h2 className={styles.section}>{t('list.favourites')}</h2>}
        {favourites.length > 0 && <ul aria-label={t('list.favourites')}>{rows(favourites)}</ul>}
        <h2 className={styles.section}>
          <span>{t('list.people')}</span>
          {offline && <span>{t('list.notKnown', { time: clockTime(offline.since, language, now) })}</span>}
        </h2>
        {people.length === 0 && <p className={styles.hint}>{t(search === '' ? 'list.onlyYou' : 'list.nobodyFound')}</p>}
        {others.length > 0 && <ul aria-label={t('list.people')}>{rows(others)}</ul>}
        <GroupsSection
          groups={groups}
          isSelected={(group) => isGroup(place, group)}
          onOpen={(name) => go({ kind: 'group', name })}
        />
        {phone.storageFailed && <p className={styles.hint}>{t('list.storageFailed')}</p>}
      </div>
    </nav>
  )
}

const isGroup = (place: Place, group: GroupView): boolean => place.kind === 'group' && place.name === group.name

function isAt(place: Place, person: PersonView, inCallWith: string | null): boolean {
  if (place.kind === 'call') return person.contact === inCallWith
  return place.kind === 'person' && place.contact === person.contact
}
