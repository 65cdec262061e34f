import { expect, test } from 'vitest'

import { readTyped } from '../../../../src-main/office/office-choice.ts'
import { hostUrl, invitationLink } from '../../../../src-signaling/protocol/index.ts'

const PIN = 'q'.repeat(43)
const invitation = { v: 1 as const, addresses: ['192.168.5.12'], port: 7443, pin: PIN, office: 'Studio Nörd' }
const link = invitationLink(invitation, (text) => Buffer.from(text).toString('base64url'))

test('an invitation is read in either spelling, with space around it', () => {
  const choice = { addresses: ['192.168.5.12'], port: 7443, pin: PIN, office: 'Studio Nörd' }
  expect(readTyped(`  ${link}\n`)).toEqual({ status: 'invitation', choice })
  const payload = link.split('#join=')[1] ?? ''
  expect(readTyped(`ringdown:join?${payload}`)).toEqual({ status: 'invitation', choice })
})

test('an invitation that lost its end is said to be damaged, and never taken for an address', () => {
  expect(readTyped(link.slice(0, -20))).toEqual({ status: 'bad', problem: 'damaged' })
})

test.each([
  ['192.168.5.12', '192.168.5.12', 7443],
  ['ben-pc.local:7500', 'ben-pc.local', 7500],
  ['https://192.168.5.12:7443/', '192.168.5.12', 7443],
  ['[fe80::1]:7443', 'fe80::1', 7443],
  ['HTTPS://Phone.Example', 'Phone.Example', 443],
  ['Phone.Example', 'Phone.Example', 7443],
])('the address %s is read', (typed, host, port) => {
  expect(readTyped(typed)).toEqual({ status: 'address', host, port })
})

test.each(['', 'hello there', 'ben:0', 'ben:70000', 'http://a b', 'javascript:alert(1)', '../../etc'])(
  'what is neither an invitation nor an address is refused: %j',
  (typed) => {
    expect(readTyped(typed)).toEqual({ status: 'bad', problem: 'not-a-link' })
  },
)

test('an address of the sixth version stands in brackets, and the usual port is left out', () => {
  expect(hostUrl('fe80::1', 7443)).toBe('https://[fe80::1]:7443')
  expect(hostUrl('phone.example', 443)).toBe('https://phone.example')
})
