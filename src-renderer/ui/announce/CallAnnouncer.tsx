import { useEffect, useRef } from 'react'

import { usePhone } from '../phone-context.ts'
import { useWords } from '../use-words.ts'
import type { CallView } from '../view-model.ts'
import { useAnnounce } from './Announcer.tsx'
import { callNews } from './call-news.ts'

/** Tells what happens to the call, whatever page is shown. */
export function CallAnnouncer() {
  const { call } = usePhone()
  const { t, language } = useWords()
  const announce = useAnnounce()
  const told = useRef<CallView | null>(null)
  useEffect(() => {
    const before = told.current
    told.current = call
    const { stage, happened } = callNews(before, call, t, language)
    if (stage !== null) announce(stage, true)
    for (const text of happened) announce(text)
  }, [call, t, language, announce])
  return null
}
