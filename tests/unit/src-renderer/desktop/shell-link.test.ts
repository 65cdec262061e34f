import { expect, test } from 'vitest'

import { phoneStateOf, ringCardOf } from '../../../../src-renderer/desktop/shell-link.ts'
import type { CallView, PhoneView } from '../../../../src-renderer/ui/view-model.ts'
import { phoneStateSchema, ringCardSchema } from '../../../../src-main/ipc/contract.ts'

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
