import type { NetworkInterfaceInfo } from 'node:os'

import { expect, test } from 'vitest'

import { hasMoved } from '../../../../src-main/office/address-watch.ts'

const info = (address: string, internal = false): NetworkInterfaceInfo => ({
  address,
  netmask: '255.255.255.0',
  family: 'IPv4',
  mac: '3c:52:82:10:20:30',
  internal,
  cidr: `${address}/24`,
})
const six = (address: string): NetworkInterfaceInfo => ({ ...info(address), family: 'IPv6', scopeid: 0 })
const office = { lo: [info('127.0.0.1', true)], eth0: [info('10.0.0.2'), six('fe80::1'), six('fd00::2')] }

test.each([
  ['another lease', { ...office, eth0: [info('10.0.0.3'), six('fd00::2')] }],
  ['a second network', { ...office, wlan0: [info('10.0.1.2')] }],
  ['a VPN', { ...office, tun0: [info('10.8.0.2')] }],
  ['a lost cable', { lo: office.lo }],
  ['another network of IPv6', { ...office, eth0: [info('10.0.0.2'), six('2001:db8::2')] }],
  ['another address in the only network of IPv6', { ...office, eth0: [info('10.0.0.2'), six('fd00::9')] }],
])('D-1: %s is a change', (_what, after) => {
  expect(hasMoved(office, after)).toBe(true)
  expect(hasMoved(after, office)).toBe(true)
})

test.each([
  ['nothing', office],
  ['the order of the cards', { eth0: office.eth0, lo: office.lo }],
  ['one end of a pair', { ...office, vethA: [six('fe80::5')] }],
  ['a link-local address', { ...office, wlan0: [info('169.254.3.4'), six('fe80::5')] }],
  ['a container network', { ...office, 'br-0123456789ab': [info('172.18.0.1')], veth12ab34c: [six('fe80::7')] }],
  ['a virtual machine', { ...office, vnet0: [six('fe80::7')], virbr0: [info('192.168.122.1')] }],
  ['a host-only network', { ...office, 'VMware Network Adapter VMnet8': [info('192.168.20.1')] }],
  ['a switch of Hyper-V', { ...office, 'vEthernet (WSL)': [info('172.28.0.1')] }],
  ['a bridge of guests beside the real card', { ...office, bridge100: [info('192.168.64.1')] }],
  ['a new temporary address of IPv6', { ...office, eth0: [...office.eth0, six('fd00::abcd:1')] }],
])('D-1: %s changes nothing', (_what, after) => {
  expect(hasMoved(office, after)).toBe(false)
  expect(hasMoved(after, office)).toBe(false)
})
