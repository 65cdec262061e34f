import { useSyncExternalStore } from 'react'

/** A window that is hidden, covered or behind another one is not looked at. */
const looks = (): boolean => document.visibilityState === 'visible' && document.hasFocus()

function subscribe(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener)
  addEventListener('focus', listener)
  addEventListener('blur', listener)
  return () => {
    document.removeEventListener('visibilitychange', listener)
    removeEventListener('focus', listener)
    removeEventListener('blur', listener)
  }
}

/** True while somebody looks at this window. */
export const useLooking = (): boolean => useSyncExternalStore(subscribe, looks)
