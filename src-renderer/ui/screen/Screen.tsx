import type { ReactNode } from 'react'
import { useCallback, useEffect, useReducer, useState } from 'react'

import { RingLayer } from '../call/RingLayer.tsx'
import { DesktopFirstRun } from '../first-run/DesktopFirstRun.tsx'
import { FirstRun } from '../first-run/FirstRun.tsx'
import { OfficeTrouble } from '../first-run/OfficeTrouble.tsx'
import { SoundCheck } from '../first-run/SoundCheck.tsx'
import { useShortcuts } from '../keyboard/use-shortcuts.ts'
import { MainWindow } from '../MainWindow.tsx'
import { navigate, start } from '../navigation.ts'
import { usePhone } from '../phone-context.ts'
import { Replaced } from '../Replaced.tsx'
import { useShell } from '../shell-context.ts'
import { useLook } from '../use-look.ts'
import { CallStrip } from './CallStrip.tsx'
import type { Page } from './page.ts'
import { pageOf, stripPlace } from './page.ts'
import styles from './Screen.module.css'

/** The page that is shown now, what rings over it, and the call wherever it is not on its own pane. */
export function Screen() {
  const { entry, settings, call } = usePhone()
  const shell = useShell()
  const [soundCheck, setSoundCheck] = useState(false)
  const [navigation, dispatch] = useReducer(navigate, start)
  const openCall = useCallback(() => dispatch({ kind: 'go', place: { kind: 'call' } }), [])
  const callId = call?.callId ?? null
  const state = call?.state ?? null
  useLook(settings)
  useShortcuts(call)
  useEffect(() => {
    dispatch({ kind: 'call', call: callId && state ? { callId, state } : null })
  }, [callId, state])

  const page = pageOf({ entry, office: shell ? shell.office : undefined, soundCheck, inCall: call !== null })
  const where = stripPlace(call, page, navigation)
  const strip = call && where !== 'none' && (
    <CallStrip call={call} compactOnly={where === 'compact'} onOpen={page === 'phone' ? openCall : null} />
  )

  const pages: Readonly<Record<Page, ReactNode>> = {
    offices: <DesktopFirstRun onWay={() => setSoundCheck(true)} />,
    trouble: <OfficeTrouble />,
    naming: <FirstRun />,
    replaced: <Replaced />,
    'sound-check': <SoundCheck onDone={() => setSoundCheck(false)} />,
    phone: <MainWindow navigation={navigation} dispatch={dispatch} strip={strip} />,
  }
  return (
    <div className={page === 'phone' ? styles.screen : `${styles.screen} ${styles.bare}`}>
      <RingLayer soundNotice={page === 'phone'} />
      <div className={styles.page}>{pages[page]}</div>
      {page !== 'phone' && strip}
    </div>
  )
}
