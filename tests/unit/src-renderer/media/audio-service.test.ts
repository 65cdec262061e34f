import { expect, test } from 'vitest'

import { playOn, runOn } from '../../../../src-renderer/media/audio-service.ts'
import { fakeClock } from '../../../support/fake-clock.ts'

/** An element as far as this goes: attaching a stream pauses it (HTML §4.8.11.5), playing is counted. */
function fakeElement(paused: boolean, works = true) {
  let stream: unknown = 'stream'
  let plays = 0
  const play = () => async () => {
    plays += 1
    if (!works) throw new DOMException('the system has the sound', 'NotAllowedError')
    element.paused = false
  }
  const element: EventTarget & { paused: boolean } = Object.assign(new EventTarget(), { play: play(), paused })
  Object.defineProperty(element, 'srcObject', {
    get: () => stream,
    set(value) {
      stream = value
      element.paused = true
    },
  })
  const pause = () => {
    element.paused = true
    element.dispatchEvent(new Event('pause'))
  }
  const allow = () => void (works = true)
  return { element: element as unknown as HTMLMediaElement, plays: () => plays, pause, allow }
}

function fakeContext() {
  let resumes = 0
  const context = Object.assign(new EventTarget(), { state: 'running', resume: async () => void (resumes += 1) })
  const turn = (state: AudioContextState) => {
    context.state = state
    context.dispatchEvent(new Event('statechange'))
  }
  return { context: context as unknown as AudioContext, turn, resumes: () => resumes }
}

const fail = (element: HTMLMediaElement) => element.dispatchEvent(new Event('error'))

test('F-71: an element that fails plays its stream again, once for all failures of one death', () => {
  const clock = fakeClock()
  const { element, plays } = fakeElement(false)
  playOn(element, clock, () => true)
  fail(element)
  fail(element)
  expect(plays()).toBe(0)
  clock.pass(200)
  expect([plays(), element.srcObject]).toEqual([1, 'stream'])
})

test('one that was not playing does not begin to', () => {
  const clock = fakeClock()
  const { element, plays } = fakeElement(true)
  playOn(element, clock, () => false)
  fail(element)
  clock.pass(200)
  expect(plays()).toBe(0)
})

test('C-23: a voice that the system paused plays again, as often as it takes', async () => {
  const clock = fakeClock()
  const { element, plays, pause, allow } = fakeElement(false, false)
  playOn(element, clock, () => true)
  pause()
  clock.pass(200)
  await Promise.resolve()
  await Promise.resolve()
  expect([plays(), element.paused]).toEqual([1, true])
  allow()
  clock.pass(200)
  await Promise.resolve()
  expect([plays(), element.paused]).toEqual([2, false])
})

test('C-23: one that this person paused stays so', () => {
  const clock = fakeClock()
  const { element, plays, pause } = fakeElement(false)
  let needed = true
  playOn(element, clock, () => needed)
  needed = false
  pause()
  clock.pass(1_000)
  expect(plays()).toBe(0)
})

test('F-71: a context that is suspended while it is needed runs again', () => {
  const clock = fakeClock()
  const { context, turn, resumes } = fakeContext()
  let needed = true
  runOn(context, () => needed, clock)
  turn('suspended')
  clock.pass(200)
  expect(resumes()).toBe(1)
  needed = false
  turn('suspended')
  clock.pass(200)
  expect(resumes()).toBe(1)
})

test('R-20: nothing is set going again after the end', () => {
  const clock = fakeClock()
  const { element, plays } = fakeElement(false)
  const { context, turn, resumes } = fakeContext()
  const stops = [playOn(element, clock, () => true), runOn(context, () => true, clock)]
  fail(element)
  turn('suspended')
  for (const stop of stops) stop()
  fail(element)
  turn('suspended')
  clock.pass(1_000)
  expect([plays(), resumes()]).toEqual([0, 0])
})
