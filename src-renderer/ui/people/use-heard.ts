import { useEffect, useState } from 'react'

import type { Heard } from './search.ts'

/** How Chinese characters sound; its dictionary comes only when it is wanted. Undefined until then. */
export function useHeard(wanted: boolean): Heard | undefined {
  const [heard, setHeard] = useState<Heard>()
  useEffect(() => {
    if (!wanted || heard) return
    let shown = true
    // Without the dictionary the search finds what is written.
    void import('./pinyin.ts').then(({ heardIn }) => shown && setHeard(() => heardIn)).catch(() => {})
    return () => {
      shown = false
    }
  }, [wanted, heard])
  return heard
}
