import { useEffect } from 'react'

import type { ShellStore } from '../desktop/shell-store.ts'
import { Announcer } from './announce/Announcer.tsx'
import { CallAnnouncer } from './announce/CallAnnouncer.tsx'
import { InvitationDialog } from './InvitationDialog.tsx'
import { keepFocus } from './keyboard/keep-focus.ts'
import { PhoneProvider } from './phone-context.ts'
import { QuitDialog } from './QuitDialog.tsx'
import { Screen } from './screen/Screen.tsx'
import { ShellProvider } from './shell-context.ts'
import type { PhoneStore } from './view-model.ts'

interface AppProps {
  readonly store: PhoneStore
  /** The desktop app around it; null in a browser. */
  readonly shell: ShellStore | null
}

/** The phone's screens. */
export function App({ store, shell }: AppProps) {
  useEffect(() => keepFocus(document), [])
  return (
    <PhoneProvider value={store}>
      <ShellProvider value={shell}>
        <Announcer>
          <Screen />
          <InvitationDialog />
          <QuitDialog />
          <CallAnnouncer />
        </Announcer>
      </ShellProvider>
    </PhoneProvider>
  )
}
