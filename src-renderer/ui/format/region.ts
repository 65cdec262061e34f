/**
 * The language for dates and numbers: the chosen one as it is written where the person lives, so that *English* is not everywhere that of
 * the United States. Pure.
 * @param language BCP 47, as chosen
 * @param wanted the system's languages, the first the most wanted
 */
export function regional(language: string, wanted: readonly string[]): string {
  const own = new Intl.Locale(language)
  const [region] = wanted.flatMap((tag) => regionIn(tag) ?? [])
  return region
    ? new Intl.Locale(own.language, { region, ...(own.script ? { script: own.script } : {}) }).baseName
    : language
}

/** A system may say something that is no language tag at all. */
function regionIn(tag: string): string | null {
  try {
    return new Intl.Locale(tag).region ?? null
  } catch {
    return null
  }
}
