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
    const list = after(go('recents'), { kind: 'back' }, go('settings'), { kind: 'back' })
    expect(list).toMatchObject({ place: { kind: 'settings' }, pane: false })
    expect(navigate(list, { kind: 'leave' })).toMatchObject({ place: { kind: 'recents' }, pane: false })
  })
  test('U-3: a call that took the list away gives it back when its end is left', () => {
    const left = after(call('ringing'), call('active'), call('ended'), { kind: 'call', call: null })
    expect(left).toMatchObject({ place: { kind: 'nothing' }, pane: false })
  })
  test('U-3: a page that was shown before the call is shown again after it', () => {
    const left = after(go('recents'), call('calling'), call('ended'), { kind: 'call', call: null })
    expect(left).toMatchObject({ place: { kind: 'recents' }, pane: true })
  })
  test('U-3: the search is found from a page, from the settings and from a call, and once', () => {
    for (const before of [go('recents'), go('settings'), call('calling')]) {
      const asked = after(before, { kind: 'find' })
      expect(asked).toMatchObject({ pane: false, finding: true })
      expect(asked.place.kind).not.toBe('settings')
      expect(navigate(asked, { kind: 'found' }).finding).toBe(false)
    }
  })
})

describe('the settings and a call', () => {
  test('U-6: Back leads to the call that they were opened from', () => {
    const back = after(call('active'), go('settings'), go('settings'), { kind: 'leave' })
    expect(back).toMatchObject({ place: { kind: 'call' }, pane: true })
  })
  test('U-6: the call is over meanwhile: Back leads to where one was before it', () => {
    const over = after(go('recents'), call('active'), go('settings'), { kind: 'call', call: null }, { kind: 'leave' })
    expect(over.place.kind).toBe('recents')
  })
})
