import { useEffect } from 'react'

import { letterOf } from './letter.ts'

/** In the form of `aria-keyshortcuts`; Control stands for Cmd on a Mac. */
export const ACCEPT_KEYS = 'Control+Enter'
export const DECLINE_KEYS = 'Control+Shift+D'

interface RingKeys {
  readonly accept: () => void
  readonly decline: () => void
}

/**
 * While it rings, Ctrl Enter accepts and Ctrl Shift D declines (Cmd on a Mac), also while somebody types: both are no keys of a text field.
 * A key that is held down counts once.
 *
 * @param ring what rings here; null when nothing does
 */
export function useRingKeys(ring: RingKeys | null): void {
  useEffect(() => {
    if (!ring) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.repeat || event.isComposing || event.altKey || !(event.ctrlKey || event.metaKey)) return
      const accepts = event.key === 'Enter' && !event.shiftKey
      const declines = letterOf(event) === 'd' && event.shiftKey
      if (!accepts && !declines) return
      event.preventDefault()
      // Neither the button nor the field that has the focus hears the same key.
      event.stopPropagation()
      if (accepts) ring.accept()
      else ring.decline()
    }
    addEventListener('keydown', onKeyDown, { capture: true })
    return () => removeEventListener('keydown', onKeyDown, { capture: true })
  }, [ring])
}
