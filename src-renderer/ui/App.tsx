import { useEffect } from 'react'

import { FirstRun } from './FirstRun.tsx'
import { changeLanguage } from './i18n.ts'
import { MainWindow } from './MainWindow.tsx'
import { PhoneProvider, usePhone } from './phone-context.ts'
import { Replaced } from './Replaced.tsx'
import type { PhoneStore } from './view-model.ts'

/** The phone's screens. */
export function App({ store }: { readonly store: PhoneStore }) {
  return (
    <PhoneProvider value={store}>
      <Page />
    </PhoneProvider>
  )
}

function Page() {
  const { entry, settings } = usePhone()
  useEffect(() => changeLanguage(settings.language), [settings.language])
  useEffect(() => {
    const { dataset } = document.documentElement
    if (settings.theme === 'system') delete dataset['theme']
    else dataset['theme'] = settings.theme
  }, [settings.theme])

  switch (entry.status) {
    case 'in':
      return <MainWindow />
    case 'replaced':
      return <Replaced />
    case 'naming':
    case 'joining':
      return <FirstRun />
  }
}
