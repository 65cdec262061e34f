import { expect, test } from 'vitest'

import { pageStorage } from '../../../src-renderer/page-storage.ts'
import { memoryStorage } from '../../support/memory-storage.ts'

test('C-16: a browser that gives no storage gets one that lasts as long as the page', () => {
  const blocked = () => {
    throw new DOMException('site data is blocked', 'SecurityError')
  }
  const unreadable = Object.assign(memoryStorage(), { getItem: blocked })
  for (const read of [blocked, () => null, () => unreadable]) {
    const { storage, lasts } = pageStorage(read)
    storage.setItem('name', 'Ana')
    expect([storage.getItem('name'), storage.length, lasts]).toEqual(['Ana', 1, false])
  }
})

test('one that only cannot be written is the browser’s own', () => {
  const full = memoryStorage({ name: 'Ana' })
  full.full = true
  const { storage, lasts } = pageStorage(() => full)
  expect([storage.getItem('name'), lasts]).toEqual(['Ana', true])
})
