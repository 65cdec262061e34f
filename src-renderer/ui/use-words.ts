import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'

import { regional } from './format/region.ts'

/** Texts of the chosen language, and its tag for dates and numbers. */
export function useWords(): { readonly t: TFunction; readonly language: string } {
  const { t, i18n } = useTranslation()
  return { t, language: regional(i18n.language, navigator.languages) }
}
