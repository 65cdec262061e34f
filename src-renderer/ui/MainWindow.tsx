import type { Dispatch, ReactNode } from 'react'
import { useCallback } from 'react'

import { CallPane } from './call/CallPane.tsx'
import styles from './MainWindow.module.css'
import { useFindKey } from './keyboard/use-find-key.ts'
import type { Navigation, NavigationEvent, Place } from './navigation.ts'
import { Back } from './people/Back.tsx'
import { GroupPane } from './people/GroupPane.tsx'
import { OfficeFooter } from './people/OfficeFooter.tsx'
import { PersonPane } from './people/PersonPane.tsx'
import { RecentsPane } from './people/RecentsPane.tsx'
import { Sidebar } from './people/Sidebar.tsx'
import { WelcomePane } from './people/WelcomePane.tsx'
import { usePhone } from './phone-context.ts'
import { SettingsPane } from './settings/SettingsPane.tsx'
import { SettingsSidebar } from './settings/SettingsSidebar.tsx'
import { useWords } from './use-words.ts'
import type { PhoneView } from './view-model.ts'

interface MainWindowProps {
  readonly navigation: Navigation
  readonly dispatch: Dispatch<NavigationEvent>
  /** The call, where its pane is not shown. */
  readonly strip: ReactNode
}

/** The sidebar with the call strip and the office line below it, and the pane. */
export function MainWindow({ navigation, dispatch, strip }: MainWindowProps) {
  const phone = usePhone()
  const { t } = useWords()
  const go = useCallback((place: Place) => dispatch({ kind: 'go', place }), [dispatch])
  const found = useCallback(() => dispatch({ kind: 'found' }), [dispatch])
  const back = () => dispatch({ kind: 'back' })
  useFindKey(useCallback(() => dispatch({ kind: 'find' }), [dispatch]))

  const { place } = navigation
  return (
    <main className={styles.app} data-show={navigation.pane ? 'pane' : 'list'}>
      <h1 className="visually-hidden">{phone.office.name}</h1>
      {place.kind === 'settings' ? (
        <SettingsSidebar page={place.page} go={go} leave={() => dispatch({ kind: 'leave' })} />
      ) : (
        <Sidebar place={place} go={go} finding={navigation.finding} onFound={found} />
      )}
      <div className={styles.strip}>{strip}</div>
      <div className={styles.office}>
        <OfficeFooter office={phone.office} />
      </div>
      <section className={styles.pane} aria-label={t('app.phone')} data-focus-region>
        <Pane place={isThere(place, phone) ? place : { kind: 'nothing' }} go={go} back={back} />
      </section>
    </main>
  )
}

/** Somebody may be gone while one looks at them. */
function isThere(place: Place, { people, groups, call }: PhoneView): boolean {
  switch (place.kind) {
    case 'person':
      return people.some((person) => person.contact === place.contact)
    case 'group':
      return groups.some((group) => group.name === place.name)
    case 'call':
      return call !== null
    case 'nothing':
    case 'recents':
    case 'settings':
      return true
  }
}

interface PaneProps {
  readonly place: Place
  readonly go: (place: Place) => void
  readonly back: () => void
}

function Pane({ place, go, back }: PaneProps) {
  switch (place.kind) {
    case 'nothing':
      return (
        <>
          <div className={styles.back}>
            <Back onBack={back} />
          </div>
          <WelcomePane go={go} />
        </>
      )
    case 'person':
      return <PersonPane contact={place.contact} back={back} />
    case 'group':
      return <GroupPane key={place.name} name={place.name} go={go} back={back} />
    case 'recents':
      return <RecentsPane back={back} />
    case 'call':
      return <CallPane back={back} />
    case 'settings':
      return <SettingsPane page={place.page} back={back} />
  }
}
