import { describe, expect, test } from 'vitest'

import { start } from '../../../../../src-renderer/ui/navigation.ts'
import type { PageFacts } from '../../../../../src-renderer/ui/screen/page.ts'
import { pageOf, stripPlace } from '../../../../../src-renderer/ui/screen/page.ts'
import type { CallView } from '../../../../../src-renderer/ui/view-model.ts'

const online: PageFacts = { entry: { status: 'in' }, office: undefined, soundCheck: false, inCall: true }
const refused = (refusal: 'name-taken' | 'protocol' | 'certificate'): PageFacts['entry'] => ({
  status: 'naming',
  suggestedName: 'Ana',
  refusal,
  office: 'Studio North',
})

describe('the page', () => {
  test.each([
    ['the app left its office or stopped hosting', { ...online, office: null }, 'offices'],
    ['the app’s host does not answer', { ...online, office: {}, entry: { status: 'joining', name: 'Ana' } }, 'trouble'],
    ['another host answers', { ...online, office: {}, entry: refused('certificate') }, 'trouble'],
    ['the name was taken meanwhile', { ...online, entry: refused('name-taken') }, 'naming'],
    ['the host has another version', { ...online, entry: refused('protocol') }, 'naming'],
    ['another tab has the phone', { ...online, entry: { status: 'replaced' } }, 'replaced'],
    ['a call while the sound check waits', { ...online, soundCheck: true }, 'phone'],
  ] satisfies readonly (readonly [string, PageFacts, string])[])('%s', (_why, facts, page) => {
    expect(pageOf(facts)).toBe(page)
  })
})

describe('where a call has its controls', () => {
  const PAGES = ['offices', 'trouble', 'naming', 'replaced', 'sound-check'] as const
  const STATES = ['calling', 'accepting', 'connecting', 'active', 'reconnecting'] as const
  const call = (state: CallView['state']) => ({ callId: 'one', state })
  const onCall = { ...start, place: { kind: 'call' }, pane: true, call: 'one' } as const

  test.each(PAGES)('U-1, C-1: on the page %s a live call always has its strip', (page) => {
    for (const state of STATES) expect(stripPlace(call(state), page, onCall)).toBe('everywhere')
  })
  test('U-1, U-6: in the phone everywhere but on its own pane', () => {
    for (const place of [{ kind: 'recents' }, { kind: 'settings', page: 'sound' }, { kind: 'nothing' }] as const) {
      expect(stripPlace(call('active'), 'phone', { ...onCall, place })).toBe('everywhere')
    }
    expect(stripPlace(call('active'), 'phone', onCall)).toBe('none')
    expect(stripPlace(call('active'), 'phone', { ...onCall, pane: false })).toBe('compact')
  })
  test('U-7: the end of a call that was talked in is told wherever its pane is not, that of a ring is not', () => {
    expect(stripPlace(call('ended'), 'offices', onCall)).toBe('everywhere')
    expect(stripPlace(call('ended'), 'phone', { ...onCall, place: { kind: 'recents' } })).toBe('everywhere')
    expect(stripPlace(call('ended'), 'phone', { ...onCall, call: null })).toBe('none')
    expect(stripPlace(call('ringing'), 'offices', onCall)).toBe('none')
  })
})
