import { expect, test } from 'vitest'

import { missedCardOf, phoneStateOf, ringCardOf } from '../../../../src-renderer/desktop/shell-link.ts'
import type { CallView, PhoneView } from '../../../../src-renderer/ui/view-model.ts'
import { missedCardSchema, phoneStateSchema, ringCardSchema } from '../../../../src-main/ipc/contract.ts'

const call = (state: CallView['state']) =>
  ({
    callId: 'c'.repeat(22),
    state,
    name: 'Ana Petrović',
    classic: false,
    group: null,
    subject: 'invoice 4411',
    video: true,
    silenced: false,
  }) as CallView
const view = (living: CallView | null): PhoneView =>
  ({
    me: { name: 'Ben', lamp: 'do-not-disturb' },
    office: { name: 'Studio North', here: 4, line: { status: 'online' } },
    call: living,
    missedUnseen: 2,
    settings: { language: 'system', theme: 'dark' },
  }) as PhoneView

test('the ring window shows what rings, and nothing of any other call', () => {
  const card = ringCardOf(view(call('ringing')))
  expect(ringCardSchema.parse(card)).toEqual({
    callId: 'c'.repeat(22),
    name: 'Ana Petrović',
    classic: false,
    group: null,
    subject: 'invoice 4411',
    video: true,
    silenced: false,
    language: 'system',
    theme: 'dark',
  })
  for (const state of ['calling', 'accepting', 'connecting', 'active', 'reconnecting', 'ended'] as const) {
    expect(ringCardOf(view(call(state)))).toBeNull()
  }
  expect(ringCardOf(view(null))).toBeNull()
})

test('the shell is told of a call for as long as it lives, and of no other person than oneself', () => {
  expect(phoneStateSchema.parse(phoneStateOf(view(call('ringing'))))).toEqual({
    name: 'Ben',
    availability: 'do-not-disturb',
    call: 'ringing',
    callId: 'c'.repeat(22),
    online: true,
    missed: 2,
    others: 3,
    language: 'system',
  })
  expect(phoneStateOf(view(call('active'))).call).toBe('live')
  expect(phoneStateOf(view(call('ended')))).toMatchObject({ call: 'none', callId: null })
})

test('D-14: the display is kept on while a picture is shown, and only then', () => {
  const talking = { ...call('active'), camera: 'off', peerCamera: 'off' } as CallView
  expect(phoneStateOf(view(talking)).picture).toBeUndefined()
  expect(phoneStateOf(view({ ...talking, camera: 'on' })).picture).toBe(true)
  expect(phoneStateSchema.parse(phoneStateOf(view({ ...talking, peerCamera: 'on' }))).picture).toBe(true)
  expect(phoneStateOf(view({ ...talking, state: 'ended', camera: 'on' })).picture).toBeUndefined()
})

test('U-8: a ring that nobody answered is kept for the ring window, an answered or declined one is not', () => {
  const rang = ringCardOf(view(call('ringing')))
  if (!rang) throw new Error('nothing rings')
  const recent = { callId: rang.callId, direction: 'missed', name: 'Ana Petrović', at: new Date(5_000), rangMs: 45_000 }
  const after = (direction: string) => ({ ...view(null), recents: [{ ...recent, direction }] }) as unknown as PhoneView
  expect(missedCardSchema.parse(missedCardOf(after('missed'), rang))).toMatchObject({
    callId: rang.callId,
    name: 'Ana Petrović',
    subject: 'invoice 4411',
    at: 5_000,
    rangMs: 45_000,
  })
  expect(missedCardOf(after('incoming'), rang)).toBeNull()
  expect(missedCardOf(after('missed'), { ...rang, callId: 'd'.repeat(22) })).toBeNull()
})
