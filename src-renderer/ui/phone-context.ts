import { createContext, useContext, useSyncExternalStore } from 'react'

import type { PhoneActions, PhoneStore, PhoneView } from './view-model.ts'

const PhoneContext = createContext<PhoneStore | null>(null)
export const PhoneProvider = PhoneContext.Provider

function useStore(): PhoneStore {
  const store = useContext(PhoneContext)
  if (!store) throw new Error('a component of the phone stands outside of its provider')
  return store
}

/** The phone as it is now; the component renders again when it changes. */
export function usePhone(): PhoneView {
  const store = useStore()
  return useSyncExternalStore(store.subscribe, store.view)
}

/** What a person can do. */
export const useActions = (): PhoneActions => useStore().actions
