import { expect, test } from 'vitest'

import { countedAs, isLoopback, plainAddress } from '../../../../../src-signaling/server/doors/address.ts'

test.each([
  ['192.168.5.12', '192.168.5.12'],
  ['::ffff:192.168.5.12', '192.168.5.12'],
  ['[FD00:0:0:0:0:0:0:2]', 'fd00::2'],
  ['fe80::1%eth0', 'fe80::1'],
  ['localhost', 'localhost'],
])('A-6, C-50: %s is the address %s', (written, plain) => {
  expect(plainAddress(written)).toBe(plain)
})

test('A-5: this machine is one client, whatever loopback address it uses', () => {
  expect(['127.0.0.1', '127.9.8.7', '::1', '::ffff:127.0.0.2'].map(countedAs)).toEqual(Array(4).fill('loopback'))
  expect(['192.168.5.12', '1.127.0.1'].map(isLoopback)).toEqual([false, false])
})
