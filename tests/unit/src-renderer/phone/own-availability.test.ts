import { expect, test } from 'vitest'

import type { Command } from '../../../../src-signaling/protocol/index.ts'
import type { SendResult } from '../../../../src-renderer/call/ports.ts'
import type { ToldAvailability } from '../../../../src-renderer/phone/availability.ts'
import { createOwnAvailability } from '../../../../src-renderer/phone/own-availability.ts'

const HOUR = 3_600_000
const free: ToldAvailability = { presence: 'free', until: null }
const quiet: ToldAvailability = { presence: 'do-not-disturb', until: null }

function setUp() {
  let now = 1_000_000
  const sent: Command['payload'][] = []
  const answers: ((result: SendResult) => void)[] = []
  const own = createOwnAvailability(
    {
      send(command) {
        sent.push(command.payload)
        return new Promise((resolve) => answers.push(resolve))
      },
    },
    () => now,
  )
  const answer = async (result: SendResult) => {
    for (const one of answers.splice(0)) one(result)
    await Promise.resolve()
    await Promise.resolve()
  }
  return {
    own,
    answer,
    sleep: (ms: number) => void (now += ms),
    sent: () => sent.splice(0),
    untilIn: (ms: number): ToldAvailability => ({ presence: 'do-not-disturb', until: now + ms }),
  }
}

test('B-6: free that was chosen while the line was down is told at the next welcome', async () => {
  const { own, answer, sent } = setUp()
  own.choose('do-not-disturb', null)
  await answer({ status: 'ok' })
  own.choose('free', null)
  await answer({ status: 'unsent' })
  sent()
  own.settle(quiet)
  expect(sent()).toEqual([{ availability: 'free', forMs: null }])
})

test('B-6: nothing is told that the host says already, nor by a phone where nobody chose', () => {
  const { own, sent } = setUp()
  own.settle(quiet)
  expect(sent()).toEqual([])
  own.choose('away', null)
  sent()
  own.settle({ presence: 'away', until: null })
  expect(sent()).toEqual([])
  own.settle(free)
  expect(sent()).toEqual([{ availability: 'away', forMs: null }])
})

test('B-6: a later choice at another device of this person is not undone', async () => {
  const { own, answer, sent } = setUp()
  own.choose('free', null)
  await answer({ status: 'ok' })
  sent()
  own.hear(quiet)
  own.settle(quiet)
  expect(sent()).toEqual([])
})

test('B-6: what the host said before it heard of the choice does not undo it', async () => {
  const { own, answer, sent } = setUp()
  own.choose('do-not-disturb', null)
  own.hear(free)
  await answer({ status: 'ok' })
  sent()
  own.hear({ presence: 'in-call', until: null })
  own.settle(free)
  expect(sent()).toEqual([{ availability: 'do-not-disturb', forMs: null }])
})

test('C-12: do-not-disturb ends on the wall clock, however long the machine slept', async () => {
  const { own, answer, sleep, sent, untilIn } = setUp()
  own.choose('do-not-disturb', HOUR)
  await answer({ status: 'ok' })
  sent()
  const told = untilIn(HOUR)
  sleep(HOUR / 2)
  own.settle(told)
  expect(sent()).toEqual([])
  own.settle(free)
  expect(sent()).toEqual([{ availability: 'do-not-disturb', forMs: HOUR / 2 }])
  sleep(10 * HOUR)
  own.settle(untilIn(HOUR / 2))
  expect(sent()).toEqual([{ availability: 'free', forMs: null }])
})
