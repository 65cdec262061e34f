import { expect, test } from 'vitest'

import { pendingCommands } from '../../../../src-signaling/client/pending-commands.ts'
import type { SendResult } from '../../../../src-signaling/client/line.ts'
import type { Command } from '../../../../src-signaling/protocol/index.ts'
import { TIMERS } from '../../../../src-signaling/protocol/index.ts'
import { fakeClock } from '../../../support/fake-clock.ts'

const hangup = (callId: string): Command => ({ name: 'hangup', payload: { callId, reason: 'hangup' } })

/** A connection that answers when told, or is down. */
function rig() {
  const clock = fakeClock()
  const sent: { readonly command: Command; acked(result: SendResult): void }[] = []
  const state = { up: true, stalls: 0 }
  const transmit = (command: Command, acked: (result: SendResult) => void) => {
    if (state.up) sent.push({ command, acked })
    return state.up
  }
  const commands = pendingCommands(clock, transmit, () => (state.stalls += 1))
  return { clock, sent, state, commands }
}

test('R-2: a command has the result of its first ack, and no other', async () => {
  const { commands, sent, clock } = rig()
  const result = commands.add(hangup('one'))
  sent[0]?.acked({ status: 'gone' })
  sent[0]?.acked({ status: 'ok' })
  await expect(result).resolves.toEqual({ status: 'gone' })
  expect(clock.waiting()).toBe(0)
})

test('F-10: after a new connection everything unanswered goes out again, in its order and under its ids', () => {
  const { commands, sent, state } = rig()
  state.up = false
  void commands.add(hangup('one'))
  void commands.add(hangup('two'))
  expect(sent).toEqual([])
  state.up = true
  commands.unanswered()()
  expect(sent.map(({ command }) => command)).toEqual([hangup('one'), hangup('two')])
})

test('F-10: what a new connection causes goes out once, and before what had no answer', () => {
  const { commands, sent, state } = rig()
  state.up = false
  void commands.add(hangup('old'))
  state.up = true
  const resend = commands.unanswered()
  void commands.add(hangup('new'))
  resend()
  expect(sent.map(({ command }) => command)).toEqual([hangup('new'), hangup('old')])
})

test('F-10: what is answered meanwhile is not sent again', async () => {
  const { commands, sent } = rig()
  const result = commands.add(hangup('one'))
  const resend = commands.unanswered()
  sent[0]?.acked({ status: 'ok' })
  await result
  resend()
  expect(sent).toHaveLength(1)
})

test('an ack that does not come in time asks for another connection', () => {
  const { commands, clock, state } = rig()
  void commands.add(hangup('one'))
  clock.pass(TIMERS.commandAck)
  expect(state.stalls).toBe(1)
})

test('a command that nobody answers is given up, and said to be unsent', async () => {
  const { commands, clock, state } = rig()
  state.up = false
  const result = commands.add(hangup('one'))
  clock.pass(TIMERS.commandGiveUp)
  await expect(result).resolves.toEqual({ status: 'unsent' })
  expect(clock.waiting()).toBe(0)
})

test('closing answers everything and leaves no timer', async () => {
  const { commands, clock } = rig()
  const results = [commands.add(hangup('one')), commands.add(hangup('two'))]
  commands.close()
  await expect(Promise.all(results)).resolves.toEqual([{ status: 'unsent' }, { status: 'unsent' }])
  expect(clock.waiting()).toBe(0)
})
