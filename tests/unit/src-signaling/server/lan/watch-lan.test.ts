import type { NetworkInterfaceInfo } from 'node:os'

import { expect, test } from 'vitest'

import { watchLan } from '../../../../../src-signaling/server/lan/watch-lan.ts'
import { fakeClock } from '../../../../support/fake-clock.ts'

const card = (address: string): NetworkInterfaceInfo => ({
  address,
  netmask: '255.255.255.0',
  family: 'IPv4',
  mac: '3c:52:82:10:20:30',
  internal: false,
  cidr: `${address}/24`,
})
type Cards = Readonly<Record<string, readonly NetworkInterfaceInfo[]>>

test('B-15 C-4: a network that comes later, another lease and a lost cable are each noticed once', async () => {
  const clock = fakeClock()
  let cards: Cards = {}
  const seen: (readonly string[])[] = []
  const watch = await watchLan(clock, () => seen.push(watch.current()), {
    interfaces: () => cards,
    routed: () => Promise.resolve([]),
  })
  expect(watch.current()).toEqual([])
  const steps: readonly (readonly [Cards, number])[] = [
    [{ eth0: [card('10.9.0.2')] }, 1],
    [{ eth0: [card('10.9.0.7')] }, 2],
    [{ eth0: [card('10.9.0.7')], docker0: [card('172.17.0.1')] }, 2],
    [{}, 3],
  ]
  for (const [next, count] of steps) {
    cards = next
    clock.pass(2_000)
    await expect.poll(() => clock.waiting()).toBe(1)
    expect(seen).toHaveLength(count)
  }
  expect(seen).toEqual([['10.9.0.2'], ['10.9.0.7'], []])
  watch.stop()
  expect(clock.waiting()).toBe(0)
})
