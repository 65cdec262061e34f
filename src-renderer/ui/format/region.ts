/**
 * The language for dates and numbers: the chosen one as it is written where the person lives, so that *English* is not everywhere that of
 * the United States. Pure.
 * @param language BCP 47, as chosen
 * @param wanted the system's languages, the first the most wanted
 */
export function regional(language: string, wanted: readonly string[]): string {
  const own = new Intl.Locale(language)
  const regions = wanted.flatMap((tag) => new Intl.Locale(tag).region ?? [])
  const [region] = regions
  return region
    ? new Intl.Locale(own.language, { region, ...(own.script ? { script: own.script } : {}) }).baseName
    : language
}
