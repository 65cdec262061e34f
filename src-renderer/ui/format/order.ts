const collators = new Map<string, Intl.Collator>()

/** Sorts names as a reader of this language (BCP 47) expects, and *Room 2* before *Room 10*. */
export function compareIn(language: string, a: string, b: string): number {
  const collator = collators.get(language) ?? new Intl.Collator(language, { numeric: true })
  collators.set(language, collator)
  return collator.compare(a, b)
}
