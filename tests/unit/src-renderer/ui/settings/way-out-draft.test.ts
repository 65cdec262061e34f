import { expect, test } from 'vitest'

import { draftOf, newDraft, readDraft, unchanged } from '../../../../../src-renderer/ui/settings/way-out-draft.ts'

const SHARED = { urls: ['turn:a', 'turns:a'], credentials: { kind: 'time-limited', lifetimeSeconds: 600 } } as const
const FIXED = { urls: ['turn:b'], credentials: { kind: 'static', username: 'office' } } as const

test('addresses stand with spaces or commas between, and a new server needs its secret', () => {
  const draft = { ...newDraft, addresses: ' turn:a,  stun:a\n', secret: 'north' }
  expect(readDraft(draft)).toEqual({
    status: 'ok',
    way: {
      was: null,
      urls: ['turn:a', 'stun:a'],
      credentials: { kind: 'time-limited', secret: 'north', lifetimeSeconds: 43_200 },
    },
  })
  expect(readDraft({ ...draft, secret: '' })).toEqual({ status: 'bad', field: 'secret' })
})

test('an empty secret keeps the stored one, of the same kind only', () => {
  const draft = draftOf(SHARED, 3)
  expect(readDraft(draft)).toEqual({ status: 'ok', way: unchanged(SHARED, 3) })
  expect(readDraft({ ...draft, kind: 'static', username: 'office' })).toEqual({ status: 'bad', field: 'secret' })
  expect(readDraft(draftOf(FIXED, 0))).toEqual({ status: 'ok', way: unchanged(FIXED, 0) })
})

test.each([
  [{ addresses: ' ' }, { field: 'addresses', problem: 'empty', address: '' }],
  [{ addresses: 'turn:a turn://b' }, { field: 'addresses', problem: 'host', address: 'turn://b' }],
  [{ addresses: Array(9).fill('stun:a').join(' ') }, { field: 'addresses', problem: 'many', address: '' }],
  [{ addresses: 'turn:a', kind: 'none' as const }, { field: 'credentials' }],
  [{ addresses: 'turn:a', kind: 'static' as const, secret: 'x', username: ' ' }, { field: 'username' }],
])('what is wrong is said by its field: %j', (part, problem) => {
  expect(readDraft({ ...newDraft, ...part })).toEqual({ status: 'bad', ...problem })
})

test('a STUN server wants nothing', () => {
  expect(readDraft({ ...newDraft, addresses: 'stun:a', kind: 'none' })).toMatchObject({
    status: 'ok',
    way: { credentials: { kind: 'none' } },
  })
})
