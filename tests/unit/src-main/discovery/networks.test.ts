import type { NetworkInterfaceInfo } from 'node:os'

import { expect, test } from 'vitest'

import { officeNetworks, sixPrefix } from '../../../../src-main/discovery/networks.ts'

const info = (cidr: string, internal = false): NetworkInterfaceInfo => ({
  address: cidr.split('/')[0] ?? '',
  netmask: '',
  family: 'IPv4',
  mac: '00:00:00:00:00:00',
  internal,
  cidr,
})

test('real cards are named with the range of their network; tunnels and containers are left out', () => {
  const networks = officeNetworks({
    lo: [info('127.0.0.1/8', true)],
    docker0: [info('172.17.0.1/16')],
    wg0: [info('10.8.0.3/24')],
    eth0: [info('192.168.5.12/24')],
    wlan0: [info('10.20.130.7/20')],
  })
  expect(networks).toEqual([
    { address: '192.168.5.12', range: '192.168.5.0/24', scope: 'eth0' },
    { address: '10.20.130.7', range: '10.20.128.0/20', scope: 'wlan0' },
  ])
})

test('a machine without any network has none', () => {
  expect(officeNetworks({ lo: [info('127.0.0.1/8', true)] })).toEqual([])
})

const six = (address: string, scopeid = 0): NetworkInterfaceInfo => ({
  address,
  netmask: 'ffff:ffff:ffff:ffff::',
  family: 'IPv6',
  mac: '00:00:00:00:00:00',
  internal: false,
  cidr: `${address}/64`,
  scopeid,
})

test('C-50: a network of IPv6 only is one network, with what names its card in an address', () => {
  const interfaces = { 'Wi-Fi': [six('fe80::9', 14), six('fd00::2'), six('fd00::aaaa')] }
  expect(officeNetworks(interfaces, 'linux')).toEqual([{ address: 'fd00::2', range: 'fd00::/64', scope: 'Wi-Fi' }])
  expect(officeNetworks(interfaces, 'win32')[0]?.scope).toBe('14')
})

test.each([
  ['fd00::2', 'fd00'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8::1:2:3:4:5', '2001:db8:0:1'],
  ['fe80::1%eth0', 'fe80'],
])('the network of %s begins with %s', (address, prefix) => {
  expect(sixPrefix(address)).toBe(prefix)
})
