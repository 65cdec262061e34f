import { expect, test } from 'vitest'

import { createActions } from '../../../../src-renderer/phone/actions.ts'

/** The actions of a phone in which this call is. */
function rig(call: { readonly name: string; readonly callId?: string }) {
  const dispatched: string[] = []
  const lines: string[] = []
  const context = {
    parts: { log: (line: string) => lines.push(line) },
    availability: {},
    controller: {
      phone: () => ({ call, last: null }),
      dispatch: ({ kind }: { readonly kind: string }) => dispatched.push(kind),
      media: {},
    },
  }
  return { actions: createActions(context as unknown as Parameters<typeof createActions>[0]), dispatched, lines }
}

test('B-5: an answer that arrives when another rings, or nothing, answers nobody', () => {
  for (const call of [{ name: 'ringing', callId: 'bob' }, { name: 'idle' }]) {
    const { actions, dispatched, lines } = rig(call)
    actions.accept('ana', false)
    actions.decline('ana')
    actions.silence('ana')
    expect(dispatched).toEqual([])
    expect(lines).toHaveLength(3)
  }
})

test('B-5: an answer to the ring that is there is carried out', () => {
  const { actions, dispatched } = rig({ name: 'ringing', callId: 'ana' })
  actions.silence('ana')
  actions.accept('ana', true)
  actions.decline('ana')
  expect(dispatched).toEqual(['silence', 'accept', 'decline'])
})

test('B-5: Hang up ends the call that is there, under a fresh id too, and never a ring that has come in its place', () => {
  const ring = rig({ name: 'ringing', callId: 'bob' })
  ring.actions.hangUp('ana')
  expect(ring.dispatched).toEqual([])
  const dialledAnew = rig({ name: 'calling', callId: 'fresh' })
  dialledAnew.actions.hangUp('old')
  expect(dialledAnew.dispatched).toEqual(['hang-up'])
})
