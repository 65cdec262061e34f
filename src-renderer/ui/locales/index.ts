import type { Texts } from './en/index.ts'
import { en } from './en/index.ts'
import { zhCN } from './zh-CN/index.ts'

/** A language: its tag (BCP 47), its own name, its texts. To add one, add a file and a line. */
export const LANGUAGES = {
  en: { name: 'English', texts: en },
  'zh-CN': { name: '简体中文', texts: zhCN },
} as const satisfies Record<string, { readonly name: string; readonly texts: Texts }>

export type LanguageTag = keyof typeof LANGUAGES

/** The language for a setting and what the browser asks for. */
export function pickLanguage(setting: LanguageTag | 'system', wanted: readonly string[]): LanguageTag {
  if (setting !== 'system') return setting
  const tags = Object.keys(LANGUAGES) as LanguageTag[]
  const primary = (tag: string) => tag.split('-')[0]
  for (const tag of wanted) {
    const found = tags.find((own) => own === tag) ?? tags.find((own) => primary(own) === primary(tag))
    if (found) return found
  }
  return 'en'
}
