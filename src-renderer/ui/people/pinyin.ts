import pinyin from 'pinyin-match'

import type { Heard } from './search.ts'

const HAN = /\p{Script=Han}/u

/** Where a Chinese name sounds like what was typed, in full or by the first letters of its syllables; every reading of a character counts. */
export const heardIn: Heard = (typed, name) => {
  if (!HAN.test(name)) return null
  const found = pinyin.match(name, typed.replaceAll(/\s+/g, ''))
  return found ? [found[0], found[1] + 1] : null
}
