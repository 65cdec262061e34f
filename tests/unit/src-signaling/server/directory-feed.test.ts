import { expect, test } from 'vitest'

import { arrive, listedPeople } from '../../../../src-signaling/directory/directory.ts'
import { noGroups } from '../../../../src-signaling/directory/ring-groups.ts'
import { createDirectoryFeed } from '../../../../src-signaling/server/directory-feed.ts'
import { fakeClock } from '../../../support/fake-clock.ts'

/** An office of so many phones that people come to, and when its phones were told of whom. */
function officeOf(phones: number) {
  const clock = fakeClock()
  let directory = listedPeople([])
  const told: { readonly at: number; readonly names: readonly string[] }[] = []
  const feed = createDirectoryFeed(
    clock,
    () => ({ directory, groups: noGroups }),
    ({ contacts }) => {
      told.push({ at: clock.now(), names: contacts.map(({ name }) => name) })
      return phones
    },
  )
  function come(name: string): void {
    const arrived = arrive(directory, { device: name, name, kind: 'web', lasting: true }, clock.now())
    if (arrived.status === 'refused') throw new Error(`${name} was refused`)
    directory = arrived.directory
    feed.contactChanged(arrived.person.id)
  }
  return { clock, told, come }
}

test('one change is told after 100 ms, in an office of any size', () => {
  const { clock, told, come } = officeOf(5_000)
  come('Ana')
  clock.pass(100)
  expect(told).toEqual([{ at: 100, names: ['Ana'] }])
  clock.pass(1_000)
  come('Ben')
  clock.pass(100)
  expect(told).toHaveLength(2)
  expect(told[1]).toEqual({ at: 1_200, names: ['Ben'] })
})

test('while everybody comes, many phones are told less often, and of everybody', () => {
  const { clock, told, come } = officeOf(400)
  for (let at = 0; at < 10; at += 1) {
    come(`Person ${at}`)
    clock.pass(100)
  }
  clock.pass(400)
  expect(told.map(({ at }) => at)).toEqual([100, 500, 900, 1_300])
  expect(told.flatMap(({ names }) => names)).toHaveLength(10)
})

test('thousands of phones are told every second all the same', () => {
  const { clock, told, come } = officeOf(5_000)
  for (let at = 0; at < 25; at += 1) {
    come(`Person ${at}`)
    clock.pass(100)
  }
  expect(told.map(({ at }) => at)).toEqual([100, 1_100, 2_100])
})
