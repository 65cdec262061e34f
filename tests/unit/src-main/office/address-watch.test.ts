import type { NetworkInterfaceInfo } from 'node:os'

import { expect, test } from 'vitest'

import { addressKey } from '../../../../src-main/office/address-watch.ts'

const info = (address: string, internal = false): NetworkInterfaceInfo => ({
  address,
  netmask: '255.255.255.0',
  family: 'IPv4',
  mac: '00:00:00:00:00:00',
  internal,
  cidr: `${address}/24`,
})

test('the order of cards and loopback do not count as a change, another address does', () => {
  const one = addressKey({ lo: [info('127.0.0.1', true)], eth0: [info('10.0.0.2')], wlan0: [info('10.0.1.2')] })
  const other = addressKey({ wlan0: [info('10.0.1.2')], eth0: [info('10.0.0.2')] })
  expect(one).toBe(other)
  expect(addressKey({ eth0: [info('10.0.0.3')], wlan0: [info('10.0.1.2')] })).not.toBe(one)
  expect(addressKey({ wlan0: [info('10.0.1.2')] })).not.toBe(one)
})
