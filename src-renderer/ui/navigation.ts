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

export interface Navigation {
  readonly place: Place
  /** Where to go back to when the call or the settings are left. */
  readonly before: Place
  /** Compact windows show either the list or the pane. */
  readonly pane: boolean
  /** The call that took the pane, so that it takes it once. */
  readonly call: string | null
}

export type NavigationEvent =
  | { readonly kind: 'go'; readonly place: Place }
  /** Back from the pane to the list beside it; only compact windows show one of the two. */
  | { readonly kind: 'back' }
  /** Out of the settings, to where they were opened. */
  | { readonly kind: 'leave' }
  /** The call as it is now. */
  | { readonly kind: 'call'; readonly call: Pick<CallView, 'callId' | 'state'> | null }

export const start: Navigation = { place: { kind: 'nothing' }, before: { kind: 'nothing' }, pane: false, call: null }

/** Where the screens go. Pure. */
export function navigate(state: Navigation, event: NavigationEvent): Navigation {
  switch (event.kind) {
    case 'go':
      return { ...state, before: remembered(state), place: event.place, pane: true }
    case 'back':
      return { ...state, pane: false }
    case 'leave':
      return { ...state, place: state.before, pane: false }
    case 'call':
      return followCall(state, event.call)
  }
}

const remembered = ({ place, before }: Navigation): Place =>
  place.kind === 'call' || place.kind === 'settings' ? before : place

/** A call takes the pane when it begins here; an incoming one rings over everything and takes it with Accept. */
function followCall(state: Navigation, call: Pick<CallView, 'callId' | 'state'> | null): Navigation {
  const shown = call !== null && call.state !== 'ringing' ? call : null
  if (!shown) {
    const left = state.place.kind === 'call' ? { ...state, place: state.before } : state
    return { ...left, call: null }
  }
  const wasRinging = shown.state === 'ended' && state.call !== shown.callId
  if (state.call === shown.callId || wasRinging) return { ...state, call: wasRinging ? state.call : shown.callId }
  return { place: { kind: 'call' }, before: remembered(state), pane: true, call: shown.callId }
}
