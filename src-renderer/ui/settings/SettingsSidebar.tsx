import { Activity, ArrowLeft, Building2, Camera, SlidersHorizontal, Volume2 } from 'lucide-react'

import type { Place, SettingsPage } from '../navigation.ts'
import { IconButton } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { MicrophoneSign } from '../people/MicrophoneSign.tsx'
import { useShell } from '../shell-context.ts'
import { useWords } from '../use-words.ts'
import styles from './SettingsSidebar.module.css'

const PAGES = [
  { page: 'sound', icon: Volume2 },
  { page: 'camera', icon: Camera },
  { page: 'office', icon: Building2 },
  { page: 'network', icon: Activity },
  { page: 'general', icon: SlidersHorizontal },
] as const

interface SettingsSidebarProps {
  readonly page: SettingsPage
  readonly go: (place: Place) => void
  readonly leave: () => void
}

/** The pages of the settings. */
export function SettingsSidebar({ page, go, leave }: SettingsSidebarProps) {
  const { t } = useWords()
  // What concerns hosting is the desktop app's.
  const pages = useShell() ? PAGES : PAGES.filter((one) => one.page !== 'office')
  return (
    <nav className={styles.sidebar} aria-label={t('settings.title')}>
      <header className={styles.top}>
        <IconButton label={t('app.back')} onClick={leave}>
          <Icon of={ArrowLeft} />
        </IconButton>
        <span>{t('settings.title')}</span>
        <MicrophoneSign />
      </header>
      <div className={styles.pages}>
        {pages.map((one) => (
          <button
            key={one.page}
            type="button"
            className={styles.page}
            aria-current={one.page === page ? 'page' : undefined}
            onClick={() => go({ kind: 'settings', page: one.page })}
          >
            <Icon of={one.icon} />
            {t(`settings.${one.page}`)}
          </button>
        ))}
      </div>
    </nav>
  )
}
