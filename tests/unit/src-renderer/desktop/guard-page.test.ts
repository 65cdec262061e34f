import { afterEach, expect, test, vi } from 'vitest'

import { guardPage } from '../../../../src-renderer/desktop/guard-page.ts'
import type { CallView, PhoneView } from '../../../../src-renderer/ui/view-model.ts'

afterEach(() => vi.unstubAllGlobals())

/** A page, and a phone whose call has this state. */
function setUp(asked = false) {
  const page = new EventTarget()
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
  let state: CallView['state'] | null = null
  let tell = () => {}
  const view = () => ({ call: state && { state } }) as PhoneView
  guardPage({ view, subscribe: (listener) => ((tell = listener), () => {}) }, asked)
  return {
    enter(next: CallView['state'] | null) {
      state = next
      tell()
    },
    /** True when the page held it up. */
    held: (kind: string) => !page.dispatchEvent(new Event(kind, { cancelable: true })),
  }
}

test('C-22: the browser asks before it leaves a call, and at no other time', () => {
  const { enter, held } = setUp()
  const asks = ([null, 'ringing', 'calling', 'active', 'reconnecting', 'ended'] as const).map((state) => {
    enter(state)
    return held('beforeunload')
  })
  expect(asks).toEqual([false, false, true, true, true, false])
})

test('C-22: a file that is dropped never replaces the page', () => {
  const { held } = setUp(true)
  expect([held('dragover'), held('drop')]).toEqual([true, true])
})

test('the desktop app asks by itself', () => {
  const { enter, held } = setUp(true)
  enter('active')
  expect(held('beforeunload')).toBe(false)
})
