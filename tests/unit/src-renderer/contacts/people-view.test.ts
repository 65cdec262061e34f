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
  test('who has not changed is the same as before, so that a screen draws only the others', () => {
    const before = peopleView(office, context)
    const later = applyDelta(
      office,
      { ...delta, contacts: [contact('ben', 'Ben', { presence: 'in-call' })] },
      2_000_000,
    )
    const [ana, ben] = peopleView(later, context, before)
    expect(ana).toBe(before[0])
    expect(ben).toMatchObject({ name: 'Ben', lamp: 'in-call' })
  })
  test.each([
    ['its lamp', context, contact('ana', 'Ana', { presence: 'free', sinceMs: 60_000 })],
    ['its name', context, contact('ana', 'Anna', { presence: 'away', sinceMs: 60_000 })],
    ['since when', context, contact('ana', 'Ana', { presence: 'away', sinceMs: 50_000 })],
    ['until when', context, contact('ana', 'Ana', { presence: 'away', sinceMs: 60_000, untilMs: 1 })],
    ['what it is', context, contact('ana', 'Ana', { presence: 'away', sinceMs: 60_000, kind: 'desktop' })],
    ['a star', { ...context, favourites: ['ana'] }, contact('ana', 'Ana', { presence: 'away', sinceMs: 60_000 })],
  ])('%s makes a person another than before', (_what, changed, ana) => {
    const before = peopleView(office, context)
    const later = applyDelta(office, { ...delta, contacts: [ana] }, 1_000_000)
    expect(peopleView(later, changed, before)[0]).not.toBe(before[0])
    expect(peopleView(later, changed, before)[0]).toEqual(peopleView(later, changed)[0])
  })
  test('who joins a group is another than before', () => {
    const before = peopleView(office, context)
    const later = applyDelta(office, { ...delta, groups: [{ name: '002', members: ['ana'] }] }, 1_000_000)
    expect(peopleView(later, context, before).map((one, at) => one === before[at])).toEqual([false, true])
  })
  test('a group counts the free ones among the others it knows', () => {
    expect(groupsView(office, context)).toMatchObject([{ memberNames: ['Ana', 'Ben'], free: 1, joined: true }])
  })
})
