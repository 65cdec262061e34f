import { useCallback, useEffect, useReducer } from 'react'

import { CallPane } from './call/CallPane.tsx'
import { RingLayer } from './call/RingLayer.tsx'
import styles from './MainWindow.module.css'
import type { Place } from './navigation.ts'
import { navigate, start } from './navigation.ts'
import { GroupPane } from './people/GroupPane.tsx'
import { PersonPane } from './people/PersonPane.tsx'
import { RecentsPane } from './people/RecentsPane.tsx'
import { Sidebar } from './people/Sidebar.tsx'
import { WelcomePane } from './people/WelcomePane.tsx'
import { usePhone } from './phone-context.ts'
import { SettingsPane } from './settings/SettingsPane.tsx'
import { SettingsSidebar } from './settings/SettingsSidebar.tsx'
import { useShortcuts } from './use-shortcuts.ts'
import { useWords } from './use-words.ts'

/** Sidebar and pane; what rings lies over both. */
export function MainWindow() {
  const { call, office } = usePhone()
  const { t } = useWords()
  const [navigation, dispatch] = useReducer(navigate, start)
  const go = useCallback((place: Place) => dispatch({ kind: 'go', place }), [])
  const back = () => dispatch({ kind: 'back' })
  const callId = call?.callId ?? null
  const state = call?.state ?? null

  useEffect(() => {
    dispatch({ kind: 'call', call: callId && state ? { callId, state } : null })
  }, [callId, state])
  useShortcuts(call)

  const { place } = navigation
  return (
    <main className={styles.app} data-show={navigation.pane ? 'pane' : 'list'}>
      <h1 className="visually-hidden">{office.name}</h1>
      {place.kind === 'settings' ? (
        <SettingsSidebar page={place.page} go={go} leave={() => dispatch({ kind: 'leave' })} />
      ) : (
        <Sidebar place={place} paneShown={navigation.pane} go={go} />
      )}
      <section className={styles.pane} aria-label={t('app.phone')}>
        <Pane place={place} go={go} back={back} />
      </section>
      <RingLayer />
    </main>
  )
}

interface PaneProps {
  readonly place: Place
  readonly go: (place: Place) => void
  readonly back: () => void
}

function Pane({ place, go, back }: PaneProps) {
  switch (place.kind) {
    case 'nothing':
      return <WelcomePane />
    case 'person':
      return <PersonPane contact={place.contact} go={go} back={back} />
    case 'group':
      return <GroupPane name={place.name} go={go} back={back} />
    case 'recents':
      return <RecentsPane back={back} />
    case 'call':
      return <CallPane back={back} />
    case 'settings':
      return <SettingsPane page={place.page} back={back} />
  }
}
