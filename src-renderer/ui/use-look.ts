import { useEffect } from 'react'

import { changeLanguage } from './i18n.ts'
import type { Settings } from './view-model.ts'

/** Language and theme of the page follow the settings; without any it stays as it was. */
export function useLook(settings: Pick<Settings, 'language' | 'theme'> | null): void {
  const language = settings?.language
  const theme = settings?.theme
  useEffect(() => {
    if (language) changeLanguage(language)
  }, [language])
  useEffect(() => {
    const { dataset } = document.documentElement
    if (theme === 'system') delete dataset['theme']
    else if (theme) dataset['theme'] = theme
  }, [theme])
}
