import { useState } from 'react'

import type { ShellStore } from '../desktop/shell-store.ts'
import { DesktopFirstRun } from './first-run/DesktopFirstRun.tsx'
import { FirstRun } from './first-run/FirstRun.tsx'
import { OfficeTrouble } from './first-run/OfficeTrouble.tsx'
import { SoundCheck } from './first-run/SoundCheck.tsx'
import { InvitationDialog } from './InvitationDialog.tsx'
import { MainWindow } from './MainWindow.tsx'
import { PhoneProvider, usePhone } from './phone-context.ts'
import { QuitDialog } from './QuitDialog.tsx'
import { Replaced } from './Replaced.tsx'
import { ShellProvider, useShell } from './shell-context.ts'
import { useLook } from './use-look.ts'
import type { PhoneStore, PhoneView } from './view-model.ts'

interface AppProps {
  readonly store: PhoneStore
  /** The desktop app around it; null in a browser. */
  readonly shell: ShellStore | null
}

/** The phone's screens. */
export function App({ store, shell }: AppProps) {
  return (
    <PhoneProvider value={store}>
      <ShellProvider value={shell}>
        <Page />
        <InvitationDialog />
        <QuitDialog />
      </ShellProvider>
    </PhoneProvider>
  )
}

/** Refusals that another name would lift; the others need another host or another version. */
const OF_NAME: ReadonlySet<string> = new Set(['name-invalid', 'name-taken', 'name-confusable'])

function Page() {
  const { entry, settings, call } = usePhone()
  const shell = useShell()
  const [soundCheck, setSoundCheck] = useState(false)
  useLook(settings)

  if (shell && !shell.office) return <DesktopFirstRun onWay={() => setSoundCheck(true)} />
  if (shell && needsOffice(entry)) return <OfficeTrouble />
  switch (entry.status) {
    case 'in':
      return soundCheck && !call ? <SoundCheck onDone={() => setSoundCheck(false)} /> : <MainWindow />
    case 'replaced':
      return <Replaced />
    case 'naming':
    case 'joining':
      return <FirstRun />
  }
}

/** The office does not answer, or is not the one that was joined: another name would not help. */
function needsOffice(entry: PhoneView['entry']): boolean {
  return (
    entry.status === 'joining' || (entry.status === 'naming' && entry.refusal !== null && !OF_NAME.has(entry.refusal))
  )
}
