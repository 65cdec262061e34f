import { createContext, useContext, useSyncExternalStore } from 'react'

import type { ShellActions, ShellStore, ShellView } from '../desktop/shell-store.ts'

const ShellContext = createContext<ShellStore | null>(null)
export const ShellProvider = ShellContext.Provider

const never = () => () => {}
const nothing = () => null

/** The desktop app as it is now; null in a browser. */
export function useShell(): (ShellView & { readonly actions: ShellActions }) | null {
  const store = useContext(ShellContext)
  const view = useSyncExternalStore<ShellView | null>(store?.subscribe ?? never, store?.view ?? nothing)
  return store && view && { ...view, actions: store.actions }
}
