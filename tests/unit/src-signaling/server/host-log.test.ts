import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'
import * as z from 'zod'

import { faultOf, pacedLog } from '../../../../src-signaling/server/host-log.ts'
import { fakeClock } from '../../../support/fake-clock.ts'

function thrown(run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  throw new Error('it did not throw')
}

test('S-44: a logged error says its kind and place, and nothing of paths, addresses or what somebody wrote', () => {
  expect(faultOf(new TypeError('the lamp is out'))).toMatch(
    /^TypeError \(the lamp is out\) at host-log\.test\.ts:\d+:\d+$/,
  )
  const file = faultOf(thrown(() => readFileSync('/nowhere/ana-petrovic.json')))
  expect(file).toMatch(/^Error ENOENT \(open\)/)
  expect(file).not.toContain('ana-petrovic')
  const json = faultOf(thrown(() => JSON.parse('Ana Petrovic')))
  expect(json).toMatch(/^SyntaxError/)
  expect(json).not.toContain('Ana')
  expect(faultOf(thrown(() => z.strictObject({}).parse({ 'Ana Petrovic': 1 })))).not.toContain('Ana')
  expect(faultOf('Ana Petrovic')).toBe('a thrown string')
})

test('a log that a client fills is paced: what is left out is counted, and a log that throws stops nobody', () => {
  const clock = fakeClock()
  const lines: string[] = []
  const log = pacedLog((line) => lines.push(line), clock)
  for (let n = 0; n < 1_000; n += 1) log(`line ${n}`)
  expect(lines).toHaveLength(300)
  clock.pass(1_000)
  log('after a pause')
  expect(lines.slice(300)).toEqual(['700 lines were left out', 'after a pause'])
  const broken = pacedLog(() => {
    throw new Error('disk full')
  }, clock)
  expect(() => broken('lost')).not.toThrow()
})
