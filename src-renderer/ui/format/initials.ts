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

/** What one calls a person in a sentence: the first word, or the whole Chinese name. */
export const shortName = (name: string): string => (HAN.test(name) ? name : (name.split(' ')[0] ?? name))
