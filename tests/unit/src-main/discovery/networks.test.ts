import type { NetworkInterfaceInfo } from 'node:os'

import { expect, test } from 'vitest'

import { officeNetworks } from '../../../../src-main/discovery/networks.ts'

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
    { address: '192.168.5.12', range: '192.168.5.0/24' },
    { address: '10.20.130.7', range: '10.20.128.0/20' },
  ])
})

test('a machine without any network has none', () => {
  expect(officeNetworks({ lo: [info('127.0.0.1/8', true)] })).toEqual([])
})
