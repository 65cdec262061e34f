import { expect, test } from 'vitest'

import { idlePhone } from '../../../../src-renderer/call/state.ts'
import type { Phone } from '../../../../src-renderer/call/state.ts'
import { createScreens, isAnswered, isOver } from '../../../../src-renderer/phone/screens.ts'
import { fakeClock } from '../../../support/fake-clock.ts'

function shown() {
  const clock = fakeClock()
  let times = 0
  const screens = createScreens(clock, () => {
    times += 1
  })
  return { clock, screens, times: () => times }
}

const at = (name: Phone['call']['name']): Phone => ({ ...idlePhone, call: { name } as Phone['call'] })

test('screens follow every change at once', () => {
  const { screens, times } = shown()
  screens.changed()
  screens.changed()
  expect(times()).toBe(2)
})

test('after Accept they wait for the first words, and then show everything once', () => {
  const { clock, screens, times } = shown()
  screens.wait()
  screens.changed()
  screens.changed()
  clock.pass(119)
  expect(times()).toBe(0)
  clock.pass(1)
  expect(times()).toBe(1)
  screens.changed()
  expect(times()).toBe(2)
})

test('a second reason to wait does not make it longer', () => {
  const { clock, screens, times } = shown()
  screens.wait()
  clock.pass(80)
  screens.wait()
  clock.pass(40)
  expect(times()).toBe(1)
})

test('R-20 nothing is shown after the end', () => {
  const { clock, screens, times } = shown()
  screens.wait()
  screens.close()
  clock.pass(1_000)
  expect(times()).toBe(0)
})

test('an answer that was too late is shown as an answer before its end is', () => {
  expect(isOver(at('accepting'), at('idle'))).toBe(true)
  expect(isOver(at('connecting'), at('ending'))).toBe(true)
  expect(isOver(at('accepting'), at('connecting'))).toBe(false)
  expect(isOver(at('idle'), at('idle'))).toBe(false)
  const { screens } = shown()
  expect(screens.waiting()).toBe(false)
  screens.wait()
  expect(screens.waiting()).toBe(true)
})

test('both ends wait once: the callee at its click, the caller when it hears of it, also where the connection is warm', () => {
  expect(isAnswered(at('ringing'), at('accepting'))).toBe(true)
  expect(isAnswered(at('calling'), at('connecting'))).toBe(true)
  expect(isAnswered(at('calling'), at('active'))).toBe(true)
  expect(isAnswered(at('accepting'), at('connecting'))).toBe(false)
  expect(isAnswered(at('connecting'), at('active'))).toBe(false)
  expect(isAnswered(at('ringing'), at('idle'))).toBe(false)
})
