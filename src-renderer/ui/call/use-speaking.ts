import { useEffect, useState } from 'react'

/** A voice above the noise of a room, 0…1. */
const VOICE = 0.06
/** Levels are read this often, ms. */
export const LEVEL_EVERY = 200

/** True while somebody speaks. */
export function useSpeaking(level: () => number, active: boolean): boolean {
  const [speaking, setSpeaking] = useState(false)
  useEffect(() => {
    if (!active) return
    const handle = setInterval(() => setSpeaking(level() > VOICE), LEVEL_EVERY)
    return () => {
      clearInterval(handle)
      setSpeaking(false)
    }
    // The reader is stable for as long as the call is.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [active])
  return speaking
}
