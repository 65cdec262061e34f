import { useEffect } from 'react'

import { letterOf } from './letter.ts'

/** Ctrl or Cmd K asks for the search, from every place of the phone. */
export function useFindKey(onFind: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || letterOf(event) !== 'k') return
      event.preventDefault()
      onFind()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [onFind])
}
