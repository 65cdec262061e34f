import type { ReactNode } from 'react'

import type { SettingsPage } from '../navigation.ts'
import { Back } from '../people/Back.tsx'
import body from '../people/Body.module.css'
import head from '../people/Head.module.css'
import { useWords } from '../use-words.ts'
import { CameraPage } from './CameraPage.tsx'
import { GeneralPage } from './GeneralPage.tsx'
import { NetworkPage } from './NetworkPage.tsx'
import { OfficePage } from './OfficePage.tsx'
import { SoundPage } from './SoundPage.tsx'

const PAGES: Readonly<Record<SettingsPage, () => ReactNode>> = {
  sound: () => <SoundPage />,
  camera: () => <CameraPage />,
  office: () => <OfficePage />,
  network: () => <NetworkPage />,
  general: () => <GeneralPage />,
}

/** One page of the settings. */
export function SettingsPane({ page, back }: { readonly page: SettingsPage; readonly back: () => void }) {
  const { t } = useWords()
  return (
    <>
      <header className={`${head.head} ${head.idle}`}>
        <Back onBack={back} />
        <h2 className={body.pageTitle}>{t(`settings.${page}`)}</h2>
      </header>
      <div className={body.body}>
        <div>{PAGES[page]()}</div>
      </div>
    </>
  )
}
