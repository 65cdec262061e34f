import { expect, test } from 'vitest'

import type { ServerEvent } from '../../../../src-signaling/protocol/index.ts'
import { sendToAll } from '../../../../src-signaling/server/fan-out.ts'
import type { Door, Line } from '../../../../src-signaling/server/office-contract.ts'

const event: ServerEvent = { name: 'replaced', payload: {} }

test('what everybody is to hear goes once to each door, and to each line without one', () => {
  const heard: string[] = []
  const door = (name: string): Door => ({ broadcast: () => heard.push(name) })
  const line = (own: Door | null, name: string): Line => ({
    door: own,
    send: () => heard.push(name),
    close: () => {},
  })
  const [one, two] = [door('door 1'), door('door 2')]
  sendToAll([line(one, 'a'), line(null, 'classic'), line(one, 'b'), line(two, 'c')], event)
  expect(heard).toEqual(['classic', 'door 1', 'door 2'])
})
