import { History } from 'lucide-react'
import { useState } from 'react'

import { useAnnouncement } from '../announce/Announcer.tsx'
import { whyNoCall } from '../format/call.ts'
import { clockTime } from '../format/time.ts'
import { useRoving } from '../keyboard/use-roving.ts'
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
import { SearchResults } from './SearchResults.tsx'
import styles from './Sidebar.module.css'
import { useSearch } from './use-search.ts'

interface SidebarProps {
  readonly place: Place
  readonly go: (place: Place) => void
  /** The search was asked for. */
  readonly finding: boolean
  readonly onFound: () => void
}

/** Everybody, everything that can be called, and the office at the bottom. */
export function Sidebar({ place, go, finding, onFound }: SidebarProps) {
  const phone = usePhone()
  const actions = useActions()
  const { t, language } = useWords()
  const [search, setSearch] = useState('')
  const [chosenKey, setChosenKey] = useState<string | null>(null)
  const [refused, setRefused] = useState(false)
  const now = useNow(30_000)
  const roving = useRoving()
  const offline = phone.office.line.status === 'offline' ? phone.office.line : null
  const noCall = whyNoCall(phone.call, t)
  const found = useSearch(search, phone)
  const keys = [...found.people.map(({ item }) => item.contact), ...found.groups.map(({ item }) => item.name)]
  // The first, unless the arrows chose another one that still fits.
  const chosen = Math.max(0, chosenKey === null ? 0 : keys.indexOf(chosenKey))
  const redials = phone.recents.find((recent) => recent.direction === 'outgoing') ?? null

  useAnnouncement(refused ? noCall : '')

  function type(text: string): void {
    setSearch(text)
    setChosenKey(null)
    setRefused(false)
  }
  function dial(): void {
    // What was typed stays, so that Enter works once the call is over.
    if (noCall !== '') return setRefused(true)
    if (search.trim() === '') return redial()
    const person = found.people[chosen]?.item
    const group = found.groups[chosen - found.people.length]?.item
    if (person) actions.call({ contact: person.contact }, { video: false, subject: null })
    else if (group) actions.call({ group: group.name }, { video: false, subject: null })
    if (person || group) type('')
  }
  function redial(): void {
    if (redials?.group) actions.call({ group: redials.group }, { video: redials.video, subject: null })
    else if (redials?.contact) actions.call({ contact: redials.contact }, { video: redials.video, subject: null })
  }
  function move(by: 1 | -1): void {
    setChosenKey(keys[Math.max(0, Math.min(keys.length - 1, chosen + by))] ?? null)
  }

  const rows = (list: readonly PersonView[]) =>
    list.map((person) => (
      <PersonRow
        key={person.contact}
        person={person}
        now={now}
        selected={isAt(place, person, phone.call?.contact ?? null)}
        noCall={noCall}
        go={go}
      />
    ))
  const favourites = phone.people.filter((person) => person.favourite)
  const others = phone.people.filter((person) => !person.favourite)

  return (
    <nav className={styles.sidebar} aria-label={t('list.people')}>
      <Me onSettings={() => go({ kind: 'settings', page: 'sound' })} />
      <SearchBox text={search} finding={finding} onFound={onFound} onText={type} onDial={dial} onMove={move} />
      {refused && <p className={styles.refused}>{noCall}</p>}
      <div className={styles.list} {...roving}>
        {search.trim() === '' ? (
          <>
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
            {phone.people.length === 0 && <p className={styles.hint}>{t('list.onlyYou')}</p>}
            {others.length > 0 && <ul aria-label={t('list.people')}>{rows(others)}</ul>}
            <GroupsSection
              groups={phone.groups}
              noCall={noCall}
              isSelected={(group) => isGroup(place, group)}
              onOpen={(name) => go({ kind: 'group', name })}
            />
          </>
        ) : (
          <SearchResults {...found} chosen={chosen} redials={redials} now={now} noCall={noCall} go={go} />
        )}
        {phone.wasDiscarded && <p className={styles.hint}>{t('list.wasDiscarded')}</p>}
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
