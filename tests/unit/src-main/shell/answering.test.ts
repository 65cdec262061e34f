import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import type { PhoneState } from '../../../../src-main/ipc/contract.ts'
import { createAnswering } from '../../../../src-main/shell/answering.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const IDLE: PhoneState = {
  name: 'Ben',
  availability: 'free',
  call: 'none',
  callId: null,
  online: true,
  missed: 0,
  others: 2,
  language: 'system',
}
const rings = (callId: string): PhoneState => ({ ...IDLE, call: 'ringing', callId })

function rig(state: PhoneState) {
  const happened: unknown[] = []
  const now = { phone: state }
  const answering = createAnswering({
    phone: () => now.phone,
    tell: (event) => happened.push(event.kind === 'answer' ? [event.callId, event.answer] : event.kind),
    hangUp: (callId) => happened.push(`hang up ${callId}`),
    reveal: () => happened.push('reveal'),
  })
  const become = (next: PhoneState) => {
    now.phone = next
    answering.follow(next)
  }
  return { answering, happened, become }
}

test('B-5: an answer is handed on with the ring that it was given to', () => {
  const { answering, happened } = rig(rings('bob'))
  answering.answer('ana', 'accept')
  expect(happened).toEqual([['ana', 'accept']])
  vi.advanceTimersByTime(60_000)
  expect(happened).toHaveLength(1)
})

test('B-5, F-69: a Decline that the phone does not carry out ends its own ring, and no later one', () => {
  const { answering, happened, become } = rig(rings('ana'))
  answering.answer('ana', 'decline')
  become(rings('bob'))
  vi.advanceTimersByTime(60_000)
  expect(happened).toEqual([['ana', 'decline']])
  answering.answer('bob', 'decline')
  vi.advanceTimersByTime(1_500)
  expect(happened.at(-1)).toBe('hang up bob')
})

test('U-2: after Accept the main window comes once, as soon as the phone has taken the call', () => {
  const { answering, happened, become } = rig(rings('ana'))
  answering.answer('ana', 'accept-video')
  become(rings('ana'))
  expect(happened).toEqual([['ana', 'accept-video']])
  become({ ...IDLE, call: 'live', callId: 'ana' })
  vi.advanceTimersByTime(60_000)
  expect(happened).toEqual([['ana', 'accept-video'], 'reveal'])
})

test('U-2: it comes also when the phone says nothing, or the ring was over in that moment', () => {
  const silent = rig(rings('ana'))
  silent.answering.answer('ana', 'accept')
  vi.advanceTimersByTime(500)
  expect(silent.happened.at(-1)).toBe('reveal')
  const over = rig(rings('ana'))
  over.answering.answer('ana', 'accept')
  over.become(IDLE)
  expect(over.happened.at(-1)).toBe('reveal')
})

test('U-8: Call back in the ring window brings the main window', () => {
  const { answering, happened } = rig(IDLE)
  answering.answer('ana', 'call-back')
  expect(happened).toEqual([['ana', 'call-back'], 'reveal'])
})
