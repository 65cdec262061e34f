import { describe, expect, test } from 'vitest'

import type { OfficeChange } from '../../../../src-signaling/server/office-change.ts'
import { changedSettings, settingsView } from '../../../../src-signaling/server/office-change.ts'
import type { OfficeSettings } from '../../../../src-signaling/server/office-settings.ts'

const FIXED = { urls: ['turn:fixed'], credentials: { kind: 'static', username: 'office', credential: 'word' } } as const
const SHARED = {
  urls: ['turn:shared'],
  credentials: { kind: 'time-limited', secret: 'north', lifetimeSeconds: 43_200 },
} as const
const STORED = { iceServers: [FIXED, SHARED], relayOnly: false } as unknown as OfficeSettings
const change = (...iceServers: OfficeChange['iceServers']): OfficeChange => ({ iceServers, relayOnly: false })

test('a screen sees what there is, and no secret', () => {
  const view = settingsView(STORED)
  expect(view.iceServers.map(({ credentials }) => credentials)).toEqual([
    { kind: 'static', username: 'office' },
    { kind: 'time-limited', lifetimeSeconds: 43_200 },
  ])
  for (const secret of ['word', 'north']) expect(JSON.stringify(view)).not.toContain(secret)
})

describe('a change', () => {
  test('keeps the secret of a server for which none is given, also when the order is another', () => {
    const kept = change(
      { was: 1, urls: ['turn:moved'], credentials: { kind: 'time-limited', secret: null, lifetimeSeconds: 600 } },
      { was: 0, urls: ['turn:fixed'], credentials: { kind: 'static', username: 'new', credential: null } },
    )
    expect(changedSettings(STORED, kept)?.iceServers.map(({ credentials }) => credentials)).toEqual([
      { kind: 'time-limited', secret: 'north', lifetimeSeconds: 600 },
      { kind: 'static', username: 'new', credential: 'word' },
    ])
  })
  test('takes a new secret where one is given', () => {
    const given = change({
      was: 0,
      urls: ['turn:fixed'],
      credentials: { kind: 'static', username: 'office', credential: 'other' },
    })
    expect(changedSettings(STORED, given)?.iceServers[0]?.credentials).toMatchObject({ credential: 'other' })
  })
  test.each([
    [
      'no secret was stored',
      change({ was: null, urls: ['turn:t'], credentials: { kind: 'static', username: 'a', credential: null } }),
    ],
    [
      'the stored secret is of another kind',
      change({ was: 0, urls: ['turn:t'], credentials: { kind: 'time-limited', secret: null, lifetimeSeconds: 600 } }),
    ],
    ['a TURN server has none', change({ was: 1, urls: ['turn:t'], credentials: { kind: 'none' } })],
    [
      'there is no such place in the list',
      change({ was: 7, urls: ['turn:t'], credentials: { kind: 'static', username: 'a', credential: null } }),
    ],
    [
      'credentials would end at once',
      change({ was: 1, urls: ['turn:t'], credentials: { kind: 'time-limited', secret: null, lifetimeSeconds: 1 } }),
    ],
  ])('makes no settings when %s', (_why, wrong) => {
    expect(changedSettings(STORED, wrong)).toBeNull()
  })
})
