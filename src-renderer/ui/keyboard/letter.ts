/**
 * The Latin letter that a key stands for, in lower case; null for every other key. A Latin layout (AZERTY, Dvorak) says its letter itself; with
 * a layout that has none (Cyrillic, Greek, Arabic) it is the letter of that place on a US keyboard (UI Events, `code`).
 */
export function letterOf({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string | null {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase()
  const place = /^Key([A-Z])$/.exec(code)?.[1]
  return place && /^\p{L}\p{M}*$/u.test(key) ? place.toLowerCase() : null
}
