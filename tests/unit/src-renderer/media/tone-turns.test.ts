import { expect, test } from 'vitest'

import { createToneTurns } from '../../../../src-renderer/media/tone-turns.ts'

function setUp() {
  const turns = createToneTurns()
  const sounding: string[] = []
  const sound = (name: string) => {
    sounding.push(name)
    return () => void sounding.splice(sounding.indexOf(name), 1)
  }
  return { turns, sounding, sound }
}

test('B-7: a sample never takes the turn of a real ring, nor ends it later', () => {
  const { turns, sounding, sound } = setUp()
  turns.begin(sound('ring'))
  expect(turns.beginSample(() => {})).toBeNull()
  expect(sounding).toEqual(['ring'])
})

test('B-7: a real ring takes the turn of a sample, whose end does not end it', () => {
  const { turns, sounding, sound } = setUp()
  const endSample = turns.beginSample(sound('sample'))
  turns.begin(sound('ring'))
  endSample?.()
  expect([sounding, turns.playing()]).toEqual([['ring'], true])
})

test('one sound at a time, each ended once', () => {
  const { turns, sounding, sound } = setUp()
  const first = turns.begin(sound('ringback'))
  const second = turns.begin(sound('busy'))
  first()
  expect(sounding).toEqual(['busy'])
  second()
  second()
  expect([sounding, turns.playing()]).toEqual([[], false])
  turns.beginSample(sound('test'))
  turns.beginSample(sound('another'))
  expect(sounding).toEqual(['another'])
  turns.end()
  expect(sounding).toEqual([])
})
