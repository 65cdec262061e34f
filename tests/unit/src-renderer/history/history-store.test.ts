import { describe, expect, test, vi } from 'vitest'

import type { EndedCall } from '../../../../src-renderer/call/state.ts'
import type { HistoryBackend } from '../../../../src-renderer/history/history-store.ts'
import { openHistory } from '../../../../src-renderer/history/history-store.ts'
import type { Recent } from '../../../../src-renderer/history/recent.ts'
import { missedRecent, recentOf, rememberedName } from '../../../../src-renderer/history/recent.ts'
import { fakeClock } from '../../../support/fake-clock.ts'
import { BEN } from '../../../support/phone-player.ts'

const ended = (change: Partial<EndedCall> = {}): EndedCall => ({
  callId: 'call-1',
  side: 'callee',
  peer: BEN,
  target: { kind: 'contact', contact: 'me' },
  video: false,
  subject: null,
  reason: 'cancelled',
  by: null,
  missed: true,
  ours: false,
  rangMs: 5_000,
  talkedMs: null,
  ...change,
})

/** A backend in memory; `broken` refuses to write. */
function backend(records: readonly unknown[] = [], broken = false) {
  const kept = new Map<string, unknown>()
  const write = async (act: () => void) => {
    if (broken) throw new Error('disk full')
    act()
  }
  const it: HistoryBackend = {
    load: async () => ({ records, seenUntil: 0 }),
    put: (recent) => write(() => kept.set(recent.callId, recent)),
    remove: (callIds) => write(() => callIds.forEach((callId) => kept.delete(callId))),
    setSeen: () => write(() => {}),
    close: () => {},
  }
  return { kept, open: async () => it }
}

describe('a line of the recents', () => {
  test('of a missed call carries who, when it began and how long it rang', () => {
    expect(recentOf(ended(), 'Ben Okafor', 100_000)).toMatchObject({
      direction: 'missed',
      name: 'Ben Okafor',
      contact: 'ben',
      at: 95_000,
      rangMs: 5_000,
      talkedMs: null,
    })
  })
  test('of a call to a group that nobody answered names the group', () => {
    const call = ended({ side: 'caller', peer: null, target: { kind: 'group', group: '001' }, missed: false })
    expect(recentOf(call, '001', 0)).toMatchObject({ direction: 'outgoing', contact: null, group: '001' })
  })
  test('F-04: of a call taken on another device of one’s own says that, and not one’s own name', () => {
    const by = { contact: 'me', device: 'other', name: 'Me' }
    const own = recentOf(ended({ reason: 'elsewhere', by, missed: false }), 'Ben', 0)
    expect(own).toMatchObject({ byName: null, byOwnDevice: true })
    const group = ended({ reason: 'elsewhere', by: { ...by, contact: 'cy' }, target: { kind: 'group', group: '001' } })
    expect(recentOf(group, 'Ben', 0)).toMatchObject({ byName: 'Me', byOwnDevice: false })
  })
})

describe('the recents', () => {
  const line = (callId: string, at: number, change: Partial<Recent> = {}): Recent => ({
    ...recentOf(ended({ callId }), 'Ben', at),
    ...change,
  })

  test('are the newest first, and each call is there once', async () => {
    const store = await openHistory(backend([line('old', 10_000)]).open, fakeClock())
    store.add(line('new', 20_000))
    store.add(line('new', 20_000))
    expect(store.list().map((one) => one.callId)).toEqual(['new', 'old'])
  })

  test('a record that cannot be read loses no other', async () => {
    const store = await openHistory(backend([{ callId: 7 }, line('good', 10_000)]).open, fakeClock())
    expect(store.list().map((one) => one.callId)).toEqual(['good'])
    expect(store.failed()).toBe(false)
  })

  test('missed calls are counted until they are seen', async () => {
    const store = await openHistory(backend([line('one', 10_000), line('two', 20_000)]).open, fakeClock())
    expect(store.missedUnseen()).toBe(2)
    store.markSeen(30_000)
    expect(store.missedUnseen()).toBe(0)
    store.add(line('three', 40_000))
    expect(store.missedUnseen()).toBe(1)
  })

  test('F-74: what cannot be stored stays on the screen and is said', async () => {
    const store = await openHistory(backend([], true).open, fakeClock())
    store.add(line('one', 10_000))
    expect(store.list()).toHaveLength(1)
    await vi.waitFor(() => expect(store.failed()).toBe(true))
  })

  test('F-74: without storage at all they are kept for this page', async () => {
    const store = await openHistory(() => Promise.reject(new Error('no IndexedDB')), fakeClock())
    store.add(line('one', 10_000))
    expect(store.list()).toHaveLength(1)
    expect(store.failed()).toBe(true)
  })

  test('R-11: what was missed while away has its true time, and is news although the recents were looked at since', async () => {
    const store = await openHistory(backend().open, fakeClock())
    store.add(line('seen', 10_000))
    store.markSeen(50_000)
    const missed = missedRecent(
      { callId: 'away', from: BEN, video: false, subject: null, ageMs: 30_000, rangMs: 0, reason: 'busy' },
      'Ben',
      60_000,
    )
    expect(missed).toMatchObject({ direction: 'missed', at: 30_000, contact: 'ben' })
    expect(await store.learn([missed])).toBe(true)
    expect(store.missedUnseen()).toBe(1)
    store.markSeen(70_000)
    expect(store.missedUnseen()).toBe(0)
  })

  test('what this device knows already is not overwritten by what it is told later', async () => {
    const disk = backend()
    const store = await openHistory(disk.open, fakeClock())
    store.add(line('rang', 10_000))
    const told = line('rang', 9_000, { rangMs: 0 })
    expect(await store.learn([told])).toBe(true)
    expect(store.list()).toHaveLength(1)
    expect(store.list()[0]?.rangMs).toBe(5_000)
  })

  test('F-74: what could not be stored is shown but not confirmed', async () => {
    const store = await openHistory(backend([], true).open, fakeClock())
    expect(await store.learn([line('away', 10_000)])).toBe(false)
    expect(store.list()).toHaveLength(1)
    const nowhere = await openHistory(() => Promise.reject(new Error('no storage')), fakeClock())
    expect(await nowhere.learn([line('away', 10_000)])).toBe(false)
  })

  test('no more than a thousand are kept, here and in storage', async () => {
    const disk = backend()
    const store = await openHistory(disk.open, fakeClock())
    for (let index = 0; index < 1_005; index += 1) store.add(line(`call-${index}`, index * 1_000))
    expect(store.list()).toHaveLength(1_000)
    await vi.waitFor(() => expect(disk.kept.size).toBe(1_000))
    expect(disk.kept.has('call-0')).toBe(false)
  })
})

test('C-15: a store that never answers is not waited for; the recents of this page are kept in it, and it says so', async () => {
  const clock = fakeClock()
  const opening = openHistory(() => new Promise(() => {}), clock)
  clock.pass(2_500)
  const store = await opening
  store.add(recentOf(ended(), 'Ben', 100_000))
  expect([store.list().length, store.failed()]).toEqual([1, true])
})

test('C-15: one that answers after that is closed', async () => {
  const clock = fakeClock()
  const close = vi.fn<() => void>()
  let answer: (it: HistoryBackend) => void = () => {}
  const opening = openHistory(() => new Promise((resolve) => (answer = resolve)), clock)
  clock.pass(2_500)
  await opening
  answer({ ...(await backend().open()), close })
  await expect.poll(() => close.mock.calls.length).toBe(1)
})

test('U-13: somebody whom this office does not know is called as in the newest recent that has a name', () => {
  const one = { ...recentOf(ended(), 'Ben Okafor', 100_000), contact: 'ben' }
  const recents = [{ ...one, name: '' }, { ...one, contact: 'ana', name: 'Ana' }, one, { ...one, name: 'Ben' }]
  expect(rememberedName(recents, 'ben')).toBe('Ben Okafor')
  expect(rememberedName(recents, 'zoe')).toBeNull()
})
