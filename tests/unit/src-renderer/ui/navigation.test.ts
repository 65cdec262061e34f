import { describe, expect, test } from 'vitest'

import type { Navigation, NavigationEvent } from '../../../../src-renderer/ui/navigation.ts'
import { navigate, start } from '../../../../src-renderer/ui/navigation.ts'

const after = (...events: readonly NavigationEvent[]): Navigation => events.reduce(navigate, start)
const go = (kind: 'recents' | 'settings'): NavigationEvent =>
  kind === 'recents' ? { kind: 'go', place: { kind } } : { kind: 'go', place: { kind, page: 'sound' } }
const call = (state: 'calling' | 'ringing' | 'active' | 'ended', callId = 'one'): NavigationEvent => ({
  kind: 'call',
  call: { callId, state },
})

describe('a call and the pane', () => {
  test('a call that begins here takes the pane', () => {
    expect(after(go('recents'), call('calling'))).toMatchObject({ place: { kind: 'call' }, pane: true })
  })
  test('one that rings does not, one that is accepted does', () => {
    expect(after(go('recents'), call('ringing')).place.kind).toBe('recents')
    expect(after(go('recents'), call('ringing'), call('active')).place.kind).toBe('call')
  })
  test('it takes the pane once: who looks at the list meanwhile stays there', () => {
    expect(after(call('calling'), go('recents'), call('active')).place.kind).toBe('recents')
  })
  test('a ring that nobody here took leaves no screen of its end', () => {
    expect(after(go('recents'), call('ringing'), call('ended')).place.kind).toBe('recents')
  })
  test('when its end is left, one is where one was before', () => {
    expect(after(go('recents'), call('calling'), call('ended'), { kind: 'call', call: null }).place.kind).toBe(
      'recents',
    )
  })
})

describe('a compact window', () => {
  test('goes back from a page of the settings to their list, and from there to where they were opened', () => {
    const list = after(go('recents'), go('settings'), { kind: 'back' })
    expect(list).toMatchObject({ place: { kind: 'settings' }, pane: false })
    expect(navigate(list, { kind: 'leave' })).toMatchObject({ place: { kind: 'recents' }, pane: false })
  })
})
