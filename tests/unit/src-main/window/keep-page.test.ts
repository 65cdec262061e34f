import { EventEmitter } from 'node:events'

import type { WebContents } from 'electron'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { keepPage, reloadDelay } from '../../../../src-main/window/keep-page.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function rig() {
  const loads: number[] = []
  const lines: string[] = []
  const gone = vi.fn<() => void>()
  const page = Object.assign(new EventEmitter(), {
    loadURL: () => {
      loads.push(Date.now())
      return Promise.resolve()
    },
    isDestroyed: () => false,
  })
  const kept = keepPage(page as unknown as WebContents, {
    address: 'ringdown-app://phone/',
    name: 'main window',
    log: (line) => lines.push(line),
    gone,
  })
  const crash = () => page.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 })
  return { loads, lines, gone, page, kept, crash }
}

test('B-17, F-68: a page that crashes is loaded again after 300 ms, and the log says so', () => {
  const { loads, lines, gone, crash } = rig()
  expect(loads).toHaveLength(1)
  crash()
  expect(gone).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(299)
  expect(loads).toHaveLength(1)
  vi.advanceTimersByTime(1)
  expect(loads).toHaveLength(2)
  expect(lines).toEqual(['main window: its process is gone (crashed, 5)'])
})

test('B-17: a page that crashes again and again is loaded ever more slowly, and as before once it has lived', () => {
  const { loads, crash } = rig()
  for (const wait of [300, 1_000, 4_000, 10_000, 30_000, 30_000]) {
    const before = loads.length
    crash()
    vi.advanceTimersByTime(wait - 1)
    expect(loads).toHaveLength(before)
    vi.advanceTimersByTime(1)
    expect(loads).toHaveLength(before + 1)
  }
  vi.advanceTimersByTime(60_001)
  const before = loads.length
  crash()
  vi.advanceTimersByTime(300)
  expect(loads).toHaveLength(before + 1)
  expect(reloadDelay(1_000)).toBe(30_000)
})

test('B-17: one that is needed for a ring does not wait', () => {
  const { loads, crash, kept } = rig()
  kept.now()
  expect(loads).toHaveLength(1)
  for (let count = 0; count < 5; count += 1) {
    crash()
    kept.now()
  }
  expect(loads).toHaveLength(6)
  vi.advanceTimersByTime(60_000)
  expect(loads).toHaveLength(6)
})

test('B-17: a page that cannot be loaded is tried again; a load that gave way to another, or a frame, is not', () => {
  const { loads, page } = rig()
  page.emit('did-fail-load', {}, -3, 'ERR_ABORTED', '', true)
  page.emit('did-fail-load', {}, -6, 'ERR_FILE_NOT_FOUND', '', false)
  vi.advanceTimersByTime(60_000)
  expect(loads).toHaveLength(1)
  page.emit('did-fail-load', {}, -6, 'ERR_FILE_NOT_FOUND', '', true)
  vi.advanceTimersByTime(60_000)
  expect(loads).toHaveLength(2)
})
