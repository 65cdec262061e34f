import { expect, test } from 'vitest'

import { openHistory } from '../../../../src-renderer/history/history-store.ts'
import { historyOfOffice } from '../../../../src-renderer/history/office-history.ts'
import type { Recent } from '../../../../src-renderer/history/recent.ts'
import { fakeClock } from '../../../support/fake-clock.ts'

const recent = (callId: string, office: string | null = null): Recent => ({
  callId,
  direction: 'missed',
  name: 'Ben',
  contact: 'ben',
  group: null,
  subject: null,
  at: 10_000,
  video: false,
  reason: 'cancelled',
  byName: null,
  byOwnDevice: false,
  talkedMs: null,
  rangMs: 5_000,
  learnedAt: null,
  office,
})

async function setUp(office: string | null) {
  const kept = new Map<string, Recent>()
  const backend = {
    load: async () => ({ records: [recent('old')], seenUntil: 0 }),
    put: async (one: Recent) => void kept.set(one.callId, one),
    remove: async (ids: readonly string[]) => ids.forEach((id) => kept.delete(id)),
    setSeen: async () => {},
    close: () => {},
  }
  const all = await openHistory(async () => backend, fakeClock())
  let now = office
  const history = historyOfOffice(all, () => now)
  const ids = () => history.list().map((one) => one.callId)
  return { history, all, kept, ids, move: (to: string | null) => void (now = to) }
}

test('U-13: recents belong to the office they were in; those from before that was written are shown everywhere', async () => {
  const { history, ids, kept, move } = await setUp('studio')
  history.add(recent('one'))
  expect([ids(), kept.get('one')?.office, history.missedUnseen()]).toEqual([['one', 'old'], 'studio', 2])
  move('warehouse')
  expect([ids(), history.missedUnseen()]).toEqual([['old'], 1])
  history.add(recent('two'))
  move('studio')
  expect(ids()).toEqual(['one', 'old'])
})

test('U-13: clearing takes only what is shown', async () => {
  const { history, all, move } = await setUp('studio')
  history.add(recent('one'))
  move('warehouse')
  history.clear()
  expect(all.list().map((one) => one.callId)).toEqual(['one'])
})

test('D-8: the list is the same value until it or the office changes', async () => {
  const { history, move } = await setUp('studio')
  const first = history.list()
  expect(history.list()).toBe(first)
  move('warehouse')
  const second = history.list()
  expect(second).not.toBe(first)
  expect(history.list()).toBe(second)
})
