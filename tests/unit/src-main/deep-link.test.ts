import { expect, test } from 'vitest'

import { linkIn, readLink } from '../../../src-main/deep-link.ts'
import { invitationLink } from '../../../src-signaling/protocol/index.ts'

const choice = { addresses: ['192.168.5.12'], port: 7443, pin: 'p'.repeat(43), office: 'Studio North' }
const payload = invitationLink({ v: 1, ...choice }, (text) => Buffer.from(text).toString('base64url')).split(
  '#join=',
)[1]
const link = `ringdown:join?${payload}`

test('E-10: an invitation among the arguments is found, wherever it stands', () => {
  expect(linkIn(['ringdown', '--hidden', link])).toEqual({ link, choice })
  expect(linkIn(['ringdown', '--profile', 'second'])).toBeNull()
})

test.each([
  ['another action', `ringdown:call?${payload}`],
  ['no action', 'ringdown:'],
  ['a path behind the action', `ringdown:join/now?${payload}`],
  ['a host', `ringdown://join?${payload}`],
  ['no invitation', 'ringdown:join?eyJ'],
  ['another scheme', `https://192.168.5.12:7443/#join=${payload}`],
  ['a switch behind the link', `${link} --no-sandbox`],
  ['too much', `${link}${'A'.repeat(9_000)}`],
])('E-10: a link that is no invitation does nothing: %s', (_what, bad) => {
  expect(readLink(bad)).toBeNull()
})
