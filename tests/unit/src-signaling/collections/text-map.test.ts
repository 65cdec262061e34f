import { randomBytes } from 'node:crypto'

import { hash } from 'immutable'
import { describe, expect, test } from 'vitest'

import { decide } from '../../../../src-signaling/calls/registry.ts'
import type { Registry } from '../../../../src-signaling/calls/registry-state.ts'
import { emptyRegistry } from '../../../../src-signaling/calls/registry-state.ts'
import { TextMap, TextSet } from '../../../../src-signaling/collections/text-map.ts'
import type { RingGroups } from '../../../../src-signaling/directory/ring-groups.ts'
import { joinGroup, leaveGroup, noGroups } from '../../../../src-signaling/directory/ring-groups.ts'
import { textOfOneHash } from '../../../support/one-hash.ts'

const MANY = 3_000
const ONE_HASH = Array.from({ length: MANY }, (_, n) => textOfOneHash(n))
const RANDOM = Array.from({ length: MANY }, () => randomBytes(16).toString('base64url'))

/** Processor time of this process, ms. */
function cost(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

/** What one-hash texts cost beside random ones, the best of three rounds: with a walk through all of them it is some hundred times. */
function ratio(work: (texts: readonly string[]) => void): number {
  work(RANDOM)
  const rounds = [1, 2, 3].map(() => ({ random: cost(() => work(RANDOM)), oneHash: cost(() => work(ONE_HASH)) }))
  return Math.min(...rounds.map(({ oneHash }) => oneHash)) / Math.min(...rounds.map(({ random }) => random))
}

test('A-2: the texts of these tests have one hash in the library', () => {
  expect(new Set(ONE_HASH).size).toBe(MANY)
  expect(new Set(ONE_HASH.map((text) => hash(text))).size).toBe(1)
})

describe('A-2: texts of one hash cost what others cost', () => {
  test('as ids of calls that are hung up', () => {
    const from = { contact: 'eve', device: 'eve' }
    const hangUpAll = (ids: readonly string[]) => {
      const end = ids.reduce<Registry>(
        (registry, callId, at) => decide(registry, { kind: 'hangup', at, from, callId, reason: 'hangup' }).registry,
        emptyRegistry,
      )
      expect(end.tombstones.size).toBe(MANY)
    }
    expect(ratio(hangUpAll)).toBeLessThan(5)
  })

  test('as names of groups that are joined and left', () => {
    const joinAll = (names: readonly string[]) => {
      const joined = names.reduce<RingGroups>((groups, name) => joinGroup(groups, name, 'eve'), noGroups)
      const left = names.reduce<RingGroups>((groups, name) => leaveGroup(groups, name, 'eve'), joined)
      expect([joined.size, left.size]).toEqual([MANY, 0])
    }
    expect(ratio(joinAll)).toBeLessThan(5)
  })

  test('as members of a set', () => {
    const addAll = (texts: readonly string[]) => {
      expect(texts.reduce((set, text) => set.add(text), TextSet.of<string>()).size).toBe(MANY)
    }
    expect(ratio(addAll)).toBeLessThan(5)
  })
})

test('a change makes a new map and leaves the old one; what changes nothing is the same map', () => {
  const before = TextMap.of<string, number>([
    ['a', 1],
    ['b', 2],
  ])
  expect(Object.fromEntries(before.set('c', 3).delete('a'))).toEqual({ b: 2, c: 3 })
  expect([...before.keys()].sort()).toEqual(['a', 'b'])
  expect(before.set('a', 1)).toBe(before)
  expect(before.delete('c')).toBe(before)
  expect(before.deleteAll(['c'])).toBe(before)
  expect(before.setAll([['a', 1]])).toBe(before)
  expect([...before.filter((value) => value > 1).values()]).toEqual([2])
  expect([before.get('b'), before.get('c'), before.has('a'), before.size]).toEqual([2, undefined, true, 2])
})

test('a set of texts: added once, deleted once', () => {
  const set = TextSet.of<string>(['a'])
  expect(set.add('a')).toBe(set)
  expect(set.delete('b')).toBe(set)
  expect([...set.add('b')].sort()).toEqual(['a', 'b'])
  expect([set.has('a'), set.size, set.delete('a').isEmpty()]).toEqual([true, 1, true])
})
