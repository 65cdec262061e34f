import unhomoglyph from 'unhomoglyph'

/*
 * What two texts look like, so that nobody can pass for another (S-08): the confusables of UTS #39, and what its tables leave out.
 */

/** Letters that look like a Latin one, besides UTS #39. */
const OWN: Readonly<Record<string, string>> = {
  ...pairs('авекмнорстухіјѕԁԛԝпг', 'abekmhopctyxijsdqwnr'),
  ...pairs('αβειηκνοπρςτυχγ', 'abeinkvonpctuxy'),
  ...pairs('ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢĸʍ', 'abcdefghijklmnoprstuvwyzkm'),
  ...pairs('ıłøđ', 'ilod'),
}

function pairs(letters: string, latin: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Array.from(letters, (letter, index) => [letter, latin[index] ?? letter]))
}

/** Marks are part of a letter in most scripts; in these three a letter without its mark is read as the same (C-18). */
const DROPPED_MARKS = /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]\p{M}*)\p{M}/gu
/** Characters of which nothing is drawn, or that join and part letters. */
export const INVISIBLE = '\\p{Default_Ignorable_Code_Point}\\u2800\\u{1d159}'
/** Punctuation, spaces, what draws nothing, and modifier letters that look like punctuation. */
const PASSED_OVER = new RegExp(`[\\s\\p{P}\\u02b0-\\u02ff${INVISIBLE}]`, 'gu')

/** Strokes and bars that are ideographs would become punctuation: what looks like an ideograph is mapped to it, and not the other way. */
const IDEOGRAPH = /\p{Script=Han}/u

function mapped(letter: string): string {
  if (IDEOGRAPH.test(letter)) return letter
  return OWN[letter] ?? Array.from(unhomoglyph(letter), (one) => OWN[one] ?? one).join('')
}

/** @param text NFKC */
const looksOf = (text: string): string =>
  Array.from(text, mapped)
    .join('')
    .normalize('NFD')
    .toLowerCase()
    .replace(DROPPED_MARKS, '')
    .replace(PASSED_OVER, '')
    .replace(/[i|1]/g, 'l')
    .replace(/0/g, 'o')
    .replace(/rn/g, 'm')

/** Two texts with one skeleton look the same to a person in a hurry; those that differ in their case only have the same one. */
export const skeleton = (text: string): string =>
  looksOf(text.normalize('NFKC').toLowerCase().normalize('NFKC')).replace(/w/g, 'vv')

/** The same of the letters as they are written: a Greek capital looks like another Latin letter than its small one does. */
export const shape = (text: string): string => looksOf(text.normalize('NFKC')).replace(/vv+/g, 'v')

/** The marks of each letter, in turn; to be compared where the letters are the same. */
export function marksOf(text: string): readonly string[] {
  const letters = text.normalize('NFKC').toLowerCase().normalize('NFD').replace(PASSED_OVER, '')
  return [...letters.matchAll(/\P{M}(\p{M}*)/gu)].map(([, marks]) => marks ?? '')
}

/** Both are marked and not alike, as in two words of one language: Hùng and Hưng are two people, Jose and José may be one (C-18). */
export function differInMarks(one: string, other: string): boolean {
  const [a, b] = [marksOf(one), marksOf(other)]
  return a.length === b.length && a.some((marks, index) => marks !== '' && b[index] !== '' && marks !== b[index])
}
