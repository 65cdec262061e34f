import { createInstance } from 'i18next'
import { initReactI18next } from 'react-i18next'

import { isolated } from './format/isolate.ts'
import { compareIn } from './format/order.ts'
import type { LanguageTag } from './locales/index.ts'
import { LANGUAGES, pickLanguage } from './locales/index.ts'

/** One instance for the page. */
const i18next = createInstance()

const resources = Object.fromEntries(Object.entries(LANGUAGES).map(([tag, { texts }]) => [tag, { translation: texts }]))

/** Loads the texts; to be called before the first component. */
export async function startI18n(setting: LanguageTag | 'system'): Promise<void> {
  if (i18next.isInitialized) return changeLanguage(setting)
  await i18next.use(initReactI18next).init({
    resources,
    lng: pickLanguage(setting, navigator.languages),
    fallbackLng: 'en',
    // React escapes for the page; what is put into a sentence only keeps its direction.
    interpolation: { escapeValue: true, escape: isolated },
    returnNull: false,
  })
  document.documentElement.lang = i18next.language
}

/** Follows the setting; the document's language follows too. */
export function changeLanguage(setting: LanguageTag | 'system'): void {
  const tag = pickLanguage(setting, navigator.languages)
  if (tag === i18next.language) return
  void i18next.changeLanguage(tag)
  document.documentElement.lang = tag
}

/** For texts outside of components: notifications. */
export const translate = (key: string, values: Readonly<Record<string, string>>): string => i18next.t(key, values)
/** Sorts names as a reader of the chosen language expects. */
export const compareNames = (a: string, b: string): number => compareIn(i18next.language, a, b)
