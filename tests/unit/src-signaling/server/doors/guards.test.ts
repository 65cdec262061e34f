import { expect, test } from 'vitest'

import { createGuards } from '../../../../../src-signaling/server/doors/guards.ts'
import { DEFAULT_LIMITS } from '../../../../../src-signaling/server/limits.ts'

function guardsAt(limits: Partial<typeof DEFAULT_LIMITS> = {}) {
  let now = 0
  const guards = createGuards({ ...DEFAULT_LIMITS, ...limits }, { now: () => now })
  return { guards, pass: (ms: number) => void (now += ms) }
}
const NAMED = { burst: 1, perSecond: 0.000_01 }

test('A-8: a device that connects anew within a minute is as fast as it was; from another address it is another', () => {
  const { guards, pass } = guardsAt({ messages: NAMED })
  const first = guards.hold('d1', 'a')
  expect(first.command('rename', null).kind).toBe('pass')
  first.release()
  pass(59_000)
  expect(guards.hold('d1', 'a').command('rename', null).kind).toBe('limited')
  expect(guards.hold('d1', 'b').command('rename', null).kind).toBe('pass')
  expect(guards.hold('d2', 'a').command('rename', null).kind).toBe('pass')
})

test('A-8: two sockets of one device share one speed, and it is kept while one of them is there', () => {
  const { guards, pass } = guardsAt({ messages: NAMED })
  const [one, other] = [guards.hold('d1', 'a'), guards.hold('d1', 'a')]
  expect([one.command('rename', null).kind, other.command('rename', null).kind]).toEqual(['pass', 'limited'])
  one.release()
  one.release()
  pass(600_000)
  guards.hold('d2', 'a').release()
  expect(guards.count()).toBe(2)
})

test('A-8: a minute after its last socket a device is forgotten, and the longest idle when there are too many', () => {
  const { guards, pass } = guardsAt({ guards: 3 })
  for (const device of ['d1', 'd2', 'd3']) guards.hold(device, 'a').release()
  guards.hold('d4', 'a').release()
  expect(guards.count()).toBe(3)
  pass(60_001)
  guards.hold('d5', 'a')
  expect(guards.count()).toBe(1)
})
