import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { createLeaving } from '../../../../src-main/leaving.ts'
import { createAsking } from '../../../../src-main/shell/asking.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** @param page whether the page that is asked still answers */
function rig(page: 'alive' | 'hangs') {
  const happened: string[] = []
  const asking = createAsking({
    show() {
      happened.push('ask')
      return true
    },
    alive: () => (page === 'alive' ? Promise.resolve(0) : new Promise(() => {})),
    gaveUp: () => leaving.now(),
  })
  const leaving = createLeaving({
    needed: () => true,
    ask: asking.ask,
    goodbye() {
      asking.stop()
      happened.push('goodbye')
    },
    end(said) {
      happened.push(said ? 'end' : 'end for a phone that said nothing')
      return Promise.resolve()
    },
  })
  return { leaving, happened }
}

test('C-24: a page that hangs holds a Quit for 3 s, then the app ends and hangs up itself', async () => {
  const { leaving, happened } = rig('hangs')
  leaving.request()
  await vi.advanceTimersByTimeAsync(2_999)
  expect(happened).toEqual(['ask'])
  await vi.advanceTimersByTimeAsync(401)
  expect(happened).toEqual(['ask', 'goodbye', 'end for a phone that said nothing'])
})

test('C-24: a second Quit does not wait for a page that hangs', async () => {
  const { leaving, happened } = rig('hangs')
  leaving.request()
  leaving.request()
  await vi.advanceTimersByTimeAsync(400)
  expect(happened).toEqual(['ask', 'goodbye', 'end for a phone that said nothing'])
})

test('C-24, F-72: a page that lives is waited for, and asked again at a second Quit', async () => {
  const { leaving, happened } = rig('alive')
  leaving.request()
  await vi.advanceTimersByTimeAsync(60_000)
  leaving.request()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(happened).toEqual(['ask', 'ask'])
})

test('D-17: once it is decided nothing holds the app any longer', () => {
  const { leaving } = rig('alive')
  expect(leaving.decided()).toBe(false)
  leaving.request()
  expect(leaving.decided()).toBe(false)
  leaving.now()
  expect(leaving.decided()).toBe(true)
})
