const HAN = /\p{Script=Han}/u

/** One or two letters that stand for a person; of a Chinese name the last two characters. */
export function initials(name: string): string {
  const trimmed = name.trim()
  if (HAN.test(trimmed)) return Array.from(trimmed.replaceAll(/\s/g, '')).slice(-2).join('')
  const words = trimmed.split(/[\s-]+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const first = words[0] ?? trimmed
  const last = words.length > 1 ? words.at(-1) : undefined
  return [first, last]
    .map((word) => (word ? (Array.from(word)[0] ?? '') : ''))
    .join('')
    .toUpperCase()
}

/** Words that begin the name of a place or a team, not of a person. */
const NOT_A_PERSON =
  /\b(?:room|meeting|conference|reception|desk|office|lab|kitchen|lobby|hall|floor|phone|support|service|sales|team|warehouse|workshop|front|help|huddle|board|studio)\b/iu
/** Before a name, in the languages that people of an office are likely to write; with a dot anything short is one. */
const TITLE =
  /^(?:dr|prof|mr|mrs|ms|mx|miss|sir|dame|herr|frau|mme|mlle|monsieur|madame|sr|sra|srta|don|doña|dott|ing|mag|dipl|rev)$/iu

/** What one calls a person in a sentence: the first word, unless that says nothing of the person; a Chinese name stays whole. */
export function shortName(name: string): string {
  const [first = name, second] = name.trim().split(/\s+/)
  const plain = first.replaceAll(/\p{P}/gu, '')
  const told = second !== undefined && !HAN.test(name) && !NOT_A_PERSON.test(name)
  const isName = Array.from(plain).length > 1 && !/\p{N}/u.test(name) && !/[.,;:]$/u.test(first) && !TITLE.test(plain)
  return told && isName ? first : name
}
