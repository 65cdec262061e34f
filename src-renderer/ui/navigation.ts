import type { CallView } from './view-model.ts'

/** What the pane shows. */
export type Place =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'person'; readonly contact: string }
  | { readonly kind: 'group'; readonly name: string }
  | { readonly kind: 'recents' }
  | { readonly kind: 'call' }
  | { readonly kind: 'settings'; readonly page: SettingsPage }
export type SettingsPage = 'sound' | 'camera' | 'office' | 'network' | 'general'

/** A place, and whether a compact window showed it or the list beside it. */
interface Spot {
  readonly place: Place
  readonly pane: boolean
}

export interface Navigation extends Spot {
  /** Where to go when the call is left. */
  readonly before: Spot
  /** Where the settings were opened. */
  readonly opened: Spot
  /** The call that took the pane, so that it takes it once. */
  readonly call: string | null
  /** The search was asked for, and has not got the focus yet. */
  readonly finding: boolean
}

export type NavigationEvent =
  | { readonly kind: 'go'; readonly place: Place }
  /** Back from the pane to the list beside it; only compact windows show one of the two. */
  | { readonly kind: 'back' }
  /** Out of the settings, to where they were opened. */
  | { readonly kind: 'leave' }
  /** To the search, from anywhere. */
  | { readonly kind: 'find' }
  /** The search has the focus. */
  | { readonly kind: 'found' }
  /** The call as it is now. */
  | { readonly kind: 'call'; readonly call: Pick<CallView, 'callId' | 'state'> | null }

const nowhere: Spot = { place: { kind: 'nothing' }, pane: false }
export const start: Navigation = { ...nowhere, before: nowhere, opened: nowhere, call: null, finding: false }

/** Where the screens go. Pure. */
export function navigate(state: Navigation, event: NavigationEvent): Navigation {
  switch (event.kind) {
    case 'go':
      return { ...state, before: before(state), opened: opened(state), place: event.place, pane: true }
    case 'back':
      return { ...state, pane: false }
    case 'leave':
      return { ...state, ...state.opened }
    case 'find':
      return { ...state, place: opened(state).place, pane: false, finding: true }
    case 'found':
      return { ...state, finding: false }
    case 'call':
      return followCall(state, event.call)
  }
}

const opened = ({ place, pane, opened: kept }: Navigation): Spot => (place.kind === 'settings' ? kept : { place, pane })

const before = (state: Navigation): Spot => {
  const spot = opened(state)
  return spot.place.kind === 'call' ? state.before : spot
}

/** A call takes the pane when it begins here; an incoming one rings over everything and takes it with Accept. */
function followCall(state: Navigation, call: Pick<CallView, 'callId' | 'state'> | null): Navigation {
  const shown = call !== null && call.state !== 'ringing' ? call : null
  if (!shown) {
    const isCall = ({ place }: Spot) => place.kind === 'call'
    const left = isCall(state) ? { ...state, ...state.before } : state
    return { ...left, opened: isCall(left.opened) ? left.before : left.opened, call: null }
  }
  const wasRinging = shown.state === 'ended' && state.call !== shown.callId
  if (state.call === shown.callId || wasRinging) return state
  return { ...state, place: { kind: 'call' }, before: before(state), pane: true, call: shown.callId }
}
