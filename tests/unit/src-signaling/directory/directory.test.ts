import { expect, test } from 'vitest'

import type { Directory } from '../../../../src-signaling/directory/directory.ts'
import * as people from '../../../../src-signaling/directory/directory.ts'
import { groupsOf, joinGroup, leaveAllGroups, noGroups } from '../../../../src-signaling/directory/ring-groups.ts'

const arrival = (device: string, name: string, lasting = true) => ({ device, name, kind: 'web' as const, lasting })
const empty: Directory = people.withRoster(people.listedPeople([]), [], 0)

function come(directory: Directory, device: string, name: string, now: number, lasting = true) {
  const result = people.arrive(directory, arrival(device, name, lasting), now)
  if (result.status === 'refused') throw new Error(result.refusal)
  return result
}

test('S-08: a leased name is kept for 60 s after its device left, then another key may have it', () => {
  const left = people.depart(come(empty, 'd1', 'Ana', 0).directory, 'd1', 'left', 1_000)
  expect(people.arrive(left, arrival('d2', 'Ana'), 60_000)).toEqual({ status: 'refused', refusal: 'name-taken' })
  const taken = come(left, 'd2', 'Ana', 61_000)
  expect(taken.gone).toEqual(['d1'])
})

test('S-08: an owned name is never given away', () => {
  const office = people.withRoster(people.listedPeople([]), [{ contact: 'ben', name: 'Ben', devices: ['d1', 'd2'] }], 0)
  expect(people.arrive(office, arrival('d9', 'Ben'), 10_000_000)).toEqual({ status: 'refused', refusal: 'name-taken' })
})

test('a person with two devices is here until the last one left', () => {
  const office = people.withRoster(people.listedPeople([]), [{ contact: 'ben', name: 'Ben', devices: ['d1', 'd2'] }], 0)
  const both = come(come(office, 'd1', 'any', 1).directory, 'd2', 'any', 2).directory
  const one = people.depart(both, 'd1', 'lost', 3)
  const ben = (directory: Directory) => people.contactOf(directory.people.get('ben') as people.Person, 10)
  expect(ben(one).presence).toBe('free')
  expect(ben(people.depart(one, 'd2', 'lost', 4))).toMatchObject({
    presence: 'unreachable',
    reason: 'lost',
    sinceMs: 6,
  })
})

test('of a person with two devices only the one that came is here', () => {
  const office = people.withRoster(people.listedPeople([]), [{ contact: 'ben', name: 'Ben', devices: ['d1', 'd2'] }], 0)
  const ben = come(office, 'd1', 'any', 1).person
  expect([[...ben.devices], [...ben.online]]).toEqual([['d1', 'd2'], ['d1']])
})

test('the lamp: unreachable before in a call before do not disturb before away', () => {
  const here = come(empty, 'd1', 'Ana', 0).directory
  const quiet = people.setAvailability(here, 'd1', 'do-not-disturb', 5_000, 100)
  const lamp = (directory: Directory) => people.contactOf(directory.people.get('d1') as people.Person, 1_000)
  expect(lamp(quiet)).toMatchObject({ presence: 'do-not-disturb', untilMs: 4_000, sinceMs: 900 })
  expect(lamp(people.setInCall(quiet, 'd1', true, 200))).toMatchObject({ presence: 'in-call', untilMs: null })
  expect(lamp(people.depart(quiet, 'd1', 'left', 300)).presence).toBe('unreachable')
})

test('S-08: per-tab persons are forgotten when they leave, at once or 10 s after a broken connection', () => {
  const tab = come(empty, 'd1', 'Tab', 0, false).directory
  expect(people.expired(people.depart(tab, 'd1', 'left', 5), 5)).toEqual(['d1'])
  const lost = people.depart(tab, 'd1', 'lost', 5)
  expect(people.expired(lost, 1_000)).toEqual([])
  expect(people.expired(lost, 10_005)).toEqual(['d1'])
})

test('S-08: at most 500 who left stay listed, the oldest go, and nobody longer than 30 days', () => {
  let office = empty
  for (let index = 0; index <= people.LISTED_MAX; index += 1) {
    office = people.depart(
      come(office, `d${index}`, `Person ${String.fromCodePoint(0x4e00 + index)}`, index).directory,
      `d${index}`,
      'left',
      index,
    )
  }
  expect(people.expired(office, 1_000)).toEqual(['d0'])
  expect(people.expired(office, people.LISTED_MS + 10).length).toBeGreaterThan(5)
})

test('a refused rename changes nothing', () => {
  const two = come(come(empty, 'd1', 'Ana', 0).directory, 'd2', 'Ben', 0).directory
  expect(people.rename(two, 'd1', 'Ben')).toEqual({ status: 'refused', refusal: 'name-taken' })
})

test('S-08: a renamed person is held under the new name, and the old one is free', () => {
  const ana = come(empty, 'd1', 'Ana', 0).directory
  expect(people.rename(ana, 'd1', 'ANA')).toMatchObject({ status: 'ok' })
  const renamed = people.rename(ana, 'd1', 'Anna')
  if (renamed.status === 'refused') throw new Error(renamed.refusal)
  expect(renamed.directory.people.get('d1')?.name).toBe('Anna')
  expect(people.arrive(renamed.directory, arrival('d2', 'Аnna'), 0)).toMatchObject({ refusal: 'name-confusable' })
  expect(come(renamed.directory, 'd2', 'Ana', 0).gone).toEqual([])
})

test('S-08: who is still here keeps a name, also where somebody whose lease is over holds one like it', () => {
  const left = people.depart(come(empty, 'd1', 'Ana', 0).directory, 'd1', 'left', 0)
  const both = come(left, 'd2', 'Ana', 60_000).directory
  expect(both.people.has('d1')).toBe(false)
  expect(people.arrive(both, arrival('d3', 'ana'), 200_000)).toEqual({ status: 'refused', refusal: 'name-taken' })
})

test('ring groups: made at the first join, gone when empty, left with the office', () => {
  const groups = joinGroup(joinGroup(noGroups, '001', 'ana'), '001', 'ben')
  expect(groupsOf(groups, 'ana')).toEqual(['001'])
  expect(leaveAllGroups(leaveAllGroups(groups, 'ana'), 'ben').size).toBe(0)
})

test('the devices of a contact are said only where they are not its own id alone', () => {
  const wire = (directory: Directory, id: string) => people.contactOf(directory.people.get(id) as people.Person, 10)
  expect(wire(come(empty, 'd1', 'Ana', 0).directory, 'd1')).not.toHaveProperty('devices')
  const office = people.withRoster(empty, [{ contact: 'ben', name: 'Ben', devices: ['d1'] }], 0)
  expect(wire(office, 'ben').devices).toEqual(['d1'])
})
