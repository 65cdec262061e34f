import { useEffect, useState } from 'react'

import type { Sounds } from './search.ts'

/** How Chinese characters sound; its dictionary comes only when it is wanted. Undefined until then. */
export function useSounds(wanted: boolean): Sounds | undefined {
  const [sounds, setSounds] = useState<Sounds>()
  useEffect(() => {
    if (!wanted || sounds) return
    let shown = true
    // Without the dictionary the search finds what is written.
    void import('./pinyin.ts').then(({ pinyinSounds }) => shown && setSounds(() => pinyinSounds)).catch(() => {})
    return () => {
      shown = false
    }
  }, [wanted, sounds])
  return sounds
}
