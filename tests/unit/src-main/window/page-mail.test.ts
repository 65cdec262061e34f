import { expect, test } from 'vitest'

import type { Invited, ShellEvent } from '../../../../src-main/ipc/contract.ts'
import { createPageMail } from '../../../../src-main/window/page-mail.ts'

const invited: Invited = {
  link: 'ringdown:join?x',
  choice: { addresses: ['192.168.5.12'], port: 7443, pin: null, office: 'Studio North' },
}
const EVERY: readonly ShellEvent[] = [
  { kind: 'host', state: { status: 'off' } },
  { kind: 'office', office: null },
  { kind: 'search', search: { offices: [], networks: [], trouble: null } },
  { kind: 'address-changed' },
  { kind: 'invited', invited },
  { kind: 'answer', callId: 'c', answer: 'accept' },
  { kind: 'availability', choice: 'free' },
  { kind: 'ask-quit' },
  { kind: 'leave' },
]

function rig() {
  const delivered: ShellEvent['kind'][] = []
  return { delivered, mail: createPageMail((event) => delivered.push(event.kind)) }
}

test('B-17: what is told before the page listens waits for it; how things are it is told at the start anyway', () => {
  const { mail, delivered } = rig()
  for (const event of EVERY) mail.send(event)
  expect(delivered).toEqual([])
  expect(mail.listens()).toBe(invited)
  expect(delivered).toEqual(['answer', 'availability', 'ask-quit', 'leave'])
})

test('a page that listens gets everything at once, and nothing twice', () => {
  const { mail, delivered } = rig()
  expect(mail.listens()).toBeNull()
  for (const event of EVERY) mail.send(event)
  expect(delivered).toEqual(EVERY.map(({ kind }) => kind))
  expect(mail.listens()).toBeNull()
  expect(delivered).toHaveLength(EVERY.length)
})

test('B-17: a page that crashed and comes back is told what was meant for it meanwhile, the newest of each kind', () => {
  const sent: ShellEvent[] = []
  const mail = createPageMail((event) => sent.push(event))
  mail.listens()
  mail.left()
  for (const callId of ['old', 'new']) mail.send({ kind: 'answer', callId, answer: 'decline' })
  mail.listens()
  expect(sent).toEqual([{ kind: 'answer', callId: 'new', answer: 'decline' }])
})
