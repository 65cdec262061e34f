import { pinyin } from 'pinyin-pro'

import type { Sounds } from './search.ts'

const HAN = /\p{Script=Han}/u

/** Chinese characters as they sound in a name, without tones: the first is read as a surname. */
export const pinyinSounds: Sounds = (name) => {
  if (!HAN.test(name)) return []
  const spoken = pinyin(name, { toneType: 'none', type: 'array', surname: 'head', v: true })
  return Array.from(name, (letter, index) => (HAN.test(letter) ? (spoken[index]?.toLowerCase() ?? null) : null))
}
