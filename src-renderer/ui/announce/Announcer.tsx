import type { ReactNode } from 'react'
import { createContext, useCallback, useContext, useEffect, useState } from 'react'

/** `lasting`: how things stand, until the next such text; otherwise news, gone after a moment. An empty text only ends the lasting one. */
type Announce = (text: string, lasting?: boolean) => void

const AnnounceContext = createContext<Announce>(() => {})

/** Long enough for every screen reader to have taken it, ms. Nobody should find old news when reading the page line by line. */
const NEWS_STAY = 3_000

interface Said {
  readonly id: number
  readonly text: string
  readonly lasting: boolean
}

/**
 * The one live region of the page. It is there from the first drawing, because a screen reader does not notice a region that comes together with
 * its text, and each announcement is a paragraph of its own, so that the same words twice are said twice.
 */
export function Announcer({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState<readonly Said[]>([])
  const announce = useCallback((text: string, lasting = false) => {
    setSaid((before) => {
      const kept = lasting ? before.filter((one) => !one.lasting) : before
      return text === '' ? kept : [...kept, { id: (before.at(-1)?.id ?? 0) + 1, text, lasting }]
    })
  }, [])
  useEffect(() => {
    if (said.every(({ lasting }) => lasting)) return
    const handle = setTimeout(() => setSaid((before) => before.filter(({ lasting }) => lasting)), NEWS_STAY)
    return () => clearTimeout(handle)
  }, [said])
  // First: below a page that fills the window it would make a scroll bar.
  return (
    <AnnounceContext value={announce}>
      <div className="visually-hidden" role={said.length > 0 ? 'status' : undefined} aria-live="assertive">
        {said.map(({ id, text }) => (
          <p key={id}>{text}</p>
        ))}
      </div>
      {children}
    </AnnounceContext>
  )
}

/** Says something once, when it comes and whenever it becomes another text; an empty text is silence. */
export function useAnnouncement(text: string): void {
  const announce = useAnnounce()
  useEffect(() => {
    if (text !== '') announce(text)
  }, [announce, text])
}

export const useAnnounce = (): Announce => useContext(AnnounceContext)
