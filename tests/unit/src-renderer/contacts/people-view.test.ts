import { describe, expect, test } from 'vitest'

import type { Contact } from '../../../../src-signaling/protocol/index.ts'
import { applyDelta, emptyDirectory } from '../../../../src-renderer/contacts/directory.ts'
import { groupsView, peopleView } from '../../../../src-renderer/contacts/people-view.ts'
import { idlePhone } from '../../../../src-renderer/call/state.ts'
import { BEN, invite, player } from '../../../support/phone-player.ts'

const contact = (id: string, name: string, change: Partial<Contact> = {}): Contact => ({
  id,
  name,
  kind: 'web',
  devices: [],
  presence: 'free',
  sinceMs: 0,
  untilMs: null,
  reason: null,
  ...change,
})
const delta = { contacts: [], contactsGone: [], groups: [], groupsGone: [] }
const context = {
  self: 'me',
  phone: idlePhone,
  online: true,
  favourites: [],
  compare: (a: string, b: string) => a.localeCompare(b),
}
const office = applyDelta(
  emptyDirectory,
  {
    ...delta,
    contacts: [
      contact('me', 'Me'),
      contact('ben', 'Ben'),
      contact('ana', 'Ana', { presence: 'away', sinceMs: 60_000 }),
    ],
    groups: [{ name: '001', members: ['me', 'ben', 'ana', 'stranger'] }],
  },
  1_000_000,
)

describe('the directory of a phone', () => {
  test('R-11: ages become times of this machine’s own clock', () => {
    expect(office.contacts.get('ana')?.since).toBe(940_000)
  })
  test('who is gone is gone, and the rest stays', () => {
    const later = applyDelta(office, { ...delta, contactsGone: ['ben'], groupsGone: ['001'] }, 0)
    expect([[...later.contacts.keys()], later.groups.size]).toEqual([['me', 'ana'], 0])
  })
})

describe('the list of people', () => {
  test('shows everybody but oneself by name', () => {
    expect(peopleView(office, context).map((one) => one.name)).toEqual(['Ana', 'Ben'])
  })
  test('without a host nobody’s lamp is shown as if it were known', () => {
    expect(peopleView(office, { ...context, online: false }).map((one) => one.lamp)).toEqual(['unknown', 'unknown'])
  })
  test('who rings here is seen as calling', () => {
    const { phone } = player().play({ kind: 'incoming', invite: invite('call-1', BEN) })
    const ben = peopleView(office, { ...context, phone: phone() }).find((one) => one.contact === 'ben')
    expect(ben?.lamp).toBe('calling-you')
  })
  test('a group counts the free ones among the others it knows', () => {
    expect(groupsView(office, context)).toMatchObject([{ memberNames: ['Ana', 'Ben'], free: 1, joined: true }])
  })
})
