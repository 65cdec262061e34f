import type { ShellStore } from '../desktop/shell-store.ts'
import { InvitationDialog } from './InvitationDialog.tsx'
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
  return (
    <PhoneProvider value={store}>
      <ShellProvider value={shell}>
        <Screen />
        <InvitationDialog />
        <QuitDialog />
      </ShellProvider>
    </PhoneProvider>
  )
}
