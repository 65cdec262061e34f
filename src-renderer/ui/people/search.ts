/** The Latin letters that have no decomposition in Unicode, as people type them. */
const LETTERS: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ħ: 'h',
  ŋ: 'n',
  ŧ: 't',
}
/** The other usual way to write some of them: Mueller for Müller. */
const SPELLED: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' }

/** Marks that a searcher leaves out; in kana or the scripts of India they make another word. */
const MARKS =
  /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}]\p{M}*)\p{M}/gu
const MARK_ALONE = /^\p{M}$/u
const APOSTROPHES = /^['’‘ʼʹ`´ʻ]$/u
const HAN = /^\p{Script=Han}$/u
const OF_WORD = /^[\p{L}\p{M}\p{N}]$/u

/** A name as it is compared: only letters, and where each stands in the name. */
interface Form {
  readonly letters: string
  /** For each letter: whether a word begins there, and the part of the name that it stands for. */
  readonly places: readonly { readonly begins: boolean; readonly from: number; readonly to: number }[]
}

const folded = (letter: string, letters: Readonly<Record<string, string>>): string => {
  const small = letter.toLowerCase()
  return letters[small] ?? LETTERS[small] ?? small.normalize('NFKD').replaceAll(MARKS, '')
}

function formOf(name: string, special: Readonly<Record<string, string>>): Form {
  const places: Form['places'][number][] = []
  let letters = ''
  let begins = true
  let from = 0
  for (const letter of name) {
    const to = from + letter.length
    const last = places.at(-1)
    if (last && MARK_ALONE.test(letter) && `${letters.slice(-1)}${letter}`.replaceAll(MARKS, '').length === 1) {
      // NFC has no letter for the two: the mark belongs to the one before it.
      places[places.length - 1] = { ...last, to }
    } else if (OF_WORD.test(letter)) {
      const plain = folded(letter, special)
      for (let at = 0; at < plain.length; at += 1) {
        places.push({ begins: (begins || HAN.test(letter)) && at === 0, from, to })
      }
      letters += plain
      begins = false
    } else if (!APOSTROPHES.test(letter)) {
      begins = true
    }
    from = to
  }
  return { letters, places }
}

/** A part of a name, as indices of its NFC form. */
export type Mark = readonly [from: number, to: number]

export interface Hit {
  /** 0: the name begins so; 1: each word that was typed begins one of the name; 2: some of it is inside of a word. */
  readonly rank: 0 | 1 | 2
  readonly marks: readonly Mark[]
}

/** Where a name sounds like what was typed; null: it does not. */
export type Heard = (typed: string, name: string) => Mark | null

const unheard: Heard = () => null

/** Words as they were typed, in both spellings. */
const wordsOf = (typed: string, special: Readonly<Record<string, string>>): readonly string[] =>
  typed
    .normalize('NFC')
    .split(/\s+/)
    .map((word) => formOf(word, special).letters)
    .filter((word) => word !== '')

/** Where a word stands: at the beginning of one if it can be. A match that began inside of a word may not reach into the next. */
function find(word: string, { letters, places }: Form): { readonly at: number; readonly begins: boolean } | null {
  let inside: number | null = null
  for (let at = letters.indexOf(word); at !== -1; at = letters.indexOf(word, at + 1)) {
    if (places[at]?.begins) return { at, begins: true }
    const one = places.slice(at + 1, at + word.length).every((place) => !place.begins)
    if (one) inside ??= at
  }
  return inside === null ? null : { at: inside, begins: false }
}

function hitIn(words: readonly string[], form: Form): Hit | null {
  const found = words.map((word) => find(word, form))
  if (found.length === 0 || found.includes(null)) return null
  const marks = found.flatMap((one, index): readonly Mark[] => {
    const first = form.places[one?.at ?? 0]
    const last = form.places[(one?.at ?? 0) + (words[index]?.length ?? 1) - 1]
    return first && last ? [[first.from, last.to]] : []
  })
  const begins = found.every((one) => one?.begins)
  return { rank: begins ? (found[0]?.at === 0 ? 0 : 1) : 2, marks: joined(marks) }
}

function joined(marks: readonly Mark[]): readonly Mark[] {
  const sorted = [...marks].sort((a, b) => a[0] - b[0])
  return sorted.reduce<readonly Mark[]>((before, [from, to]) => {
    const last = before.at(-1)
    return last && from <= last[1]
      ? [...before.slice(0, -1), [last[0], Math.max(last[1], to)]]
      : [...before, [from, to]]
  }, [])
}

const MOST_KNOWN = 5_000
const known = new Map<string, readonly Form[]>()

/** A large office is searched at every key: the forms of its names are made once. */
function formsOf(name: string): readonly Form[] {
  const made = known.get(name)
  if (made) return made
  const forms = [formOf(name, {}), formOf(name, SPELLED)]
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(name, forms)
  return forms
}

/**
 * Where a name fits what was typed, or null: case, accents, apostrophes, hyphens and the order of words do not matter, and a Chinese name is
 * found by its sound. Pure.
 * @param name in NFC, for the marks
 */
export function searchHit(typed: string, name: string, heard: Heard = unheard): Hit | null {
  const forms = formsOf(name)
  const queries = [wordsOf(typed, {}), wordsOf(typed, SPELLED)]
  const sound = typed.trim() === '' ? null : heard(typed, name)
  const hits = [
    ...queries.flatMap((words) => forms.flatMap((form) => hitIn(words, form) ?? [])),
    ...(sound ? [{ rank: sound[0] === 0 ? 0 : 1, marks: [sound] } as const] : []),
  ]
  return hits.reduce<Hit | null>((best, hit) => (best === null || hit.rank < best.rank ? hit : best), null)
}

export interface Found<Item> {
  readonly item: Item
  readonly hit: Hit
}

/** Whoever fits, the best first, then in the order given. Pure. */
export function searched<Item extends { readonly name: string }>(
  typed: string,
  items: readonly Item[],
  heard?: Heard,
): readonly Found<Item>[] {
  return items
    .flatMap((item): readonly Found<Item>[] => {
      const hit = searchHit(typed, item.name.normalize('NFC'), heard)
      return hit ? [{ item, hit }] : []
    })
    .sort((a, b) => a.hit.rank - b.hit.rank)
}
