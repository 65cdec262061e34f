import type { NetworkInterfaceInfo } from 'node:os'

import { describe, expect, test } from 'vitest'

import { lanAddresses } from '../../../../../src-signaling/server/lan-addresses.ts'
import { cardKind } from '../../../../../src-signaling/server/lan/card-kind.ts'

const four = (address: string, mac = '3c:52:82:10:20:30'): NetworkInterfaceInfo => ({
  address,
  netmask: '255.255.255.0',
  family: 'IPv4',
  mac,
  internal: address.startsWith('127.'),
  cidr: `${address}/24`,
})
const six = (address: string): NetworkInterfaceInfo => ({
  address,
  netmask: 'ffff:ffff:ffff:ffff::',
  family: 'IPv6',
  mac: '3c:52:82:10:20:30',
  internal: address === '::1',
  cidr: `${address}/64`,
  scopeid: 0,
})

/** Names, one after the other with a comma between. */
const list = (text: string) => text.split(/,\s*/).filter(Boolean)

/** Cards of Windows in several languages, then of macOS and Linux. */
const REAL = list(`Ethernet, Ethernet 2, Local Area Connection, Local Area Connection 3, Wi-Fi, WiFi 2, WLAN, Cellular,
  Wireless Network Connection, LAN-Verbindung, Drahtlosnetzwerkverbindung, 以太网, 本地连接, 无线网络连接,
  Conexión de área local, Подключение по локальной сети, Lokales Netz, en0, en7, eth0, eth0.100, enp3s0, eno1,
  ens33, enx3c5282102030, wlan0, wlp2s0, wlx00c0ca, wwan0, em1, p2p1, bond0, team0, br0, vmbr0, vlan10, usb0,
  ib0, office0, lan0, lan, local, venet0`)
const BRIDGE = list(`vEthernet (External Switch), vEthernet (LAN), bridge0, bridge100, br-lan`)
const TUNNEL =
  list(`tun0, tap0, utun4, wg0, wg-mullvad, ppp0, ipsec0, tailscale0, ztabcdef12, ham0, nordlynx, proton0, gpd0,
  cscotun0, nebula1, edge0, wt0, feth1234, sit0, tunl0, ip6tnl0, he-ipv6, vpn0, gif0, stf0, LogMeIn Hamachi,
  Hamachi, ZeroTier One [93afae59635c6f7d], Tailscale, WireGuard Tunnel, NordLynx, Radmin VPN,
  OpenVPN TAP-Windows6, OpenVPN Wintun, ProtonVPN TUN, Cisco AnyConnect Secure Mobility Client Connection,
  PANGP Virtual Ethernet Adapter, Fortinet SSL VPN Virtual Ethernet Adapter, VPN - VPN Client, CloudflareWARP`)
const INNER =
  list(`lo, lo0, docker0, docker_gwbridge, br-0123456789ab, veth1a2b3c4, virbr0, lxcbr0, lxdbr0, incusbr0, podman0,
  cni0, cni-podman0, flannel.1, cali0123456789a, vxlan.calico, cilium_host, weave, kube-ipvs0, vmnet8, vboxnet0,
  vnet3, vmenet0, vnic0, dummy0, ifb0, awdl0, llw0, anpi1, ap1, waydroid0, VMware Network Adapter VMnet1,
  VMware Network Adapter VMnet8, VirtualBox Host-Only Network, VirtualBox Host-Only Ethernet Adapter #2,
  vEthernet (Default Switch), vEthernet (WSL), vEthernet (nat), vEthernet (WSL (Hyper-V firewall)),
  Npcap Loopback Adapter, Loopback Pseudo-Interface 1, Local Area Connection* 10, 本地连接* 2, LAN-Verbindung* 3,
  Teredo Tunneling Pseudo-Interface`)

describe('B-14 C-5: what a card is', () => {
  test.each([
    ...REAL.map((name) => [name, 'real'] as const),
    ...BRIDGE.map((name) => [name, 'bridge'] as const),
    ...TUNNEL.map((name) => [name, 'tunnel'] as const),
    ...INNER.map((name) => [name, 'inner'] as const),
  ])('%s is %s', (name, kind) => {
    expect(cardKind(name, '3c:52:82:10:20:30')).toBe(kind)
  })

  test.each(['00:50:56:c0:00:08', '0A:00:27:00:00:0b', '02:42:ac:11:00:01'])(
    'a card of any name with the hardware address %s is of a hypervisor or container',
    (mac) => {
      expect(cardKind('Ethernet 3', mac)).toBe('inner')
    },
  )
})

describe('B-14 C-5: the address for others', () => {
  test('the office’s card comes before the one of a hypervisor, whatever the order of the system', () => {
    const cards = { 'VirtualBox Host-Only Network': [four('192.168.56.1')], Ethernet: [four('192.168.1.14')] }
    expect(lanAddresses(cards)).toEqual(['192.168.1.14'])
  })

  test('a cable that Windows calls Local Area Connection counts, beside Wi-Fi too', () => {
    const cable = { 'Local Area Connection': [four('192.168.1.5')] }
    expect(lanAddresses({ ...cable, 'VMware Network Adapter VMnet8': [four('192.168.20.1')] })).toEqual(['192.168.1.5'])
    expect(lanAddresses({ 'Wi-Fi': [four('192.168.1.9')], ...cable })).toEqual(['192.168.1.9', '192.168.1.5'])
  })

  test('the card of the default route is the first, public or of an unknown name as it may be', () => {
    const cards = { 'Ethernet 4': [four('10.9.9.9')], Ethernet: [four('192.168.1.14')], eth9: [four('203.0.113.7')] }
    expect(lanAddresses(cards, ['192.168.1.14'])).toEqual(['192.168.1.14', '10.9.9.9', '203.0.113.7'])
    expect(lanAddresses(cards, ['203.0.113.7'])[0]).toBe('203.0.113.7')
  })

  test('a bridge that leads out has the machine’s own address; one that leads nowhere is left out', () => {
    const cards = { 'vEthernet (External)': [four('192.168.1.14')], 'vEthernet (Default Switch)': [four('172.28.0.1')] }
    expect(lanAddresses(cards, ['192.168.1.14'])).toEqual(['192.168.1.14'])
    expect(lanAddresses({ ...cards, Ethernet: [four('192.168.7.7')] })).toEqual(['192.168.7.7'])
  })

  test('inside a container its only card counts, though its hardware address is a container’s', () => {
    const cards = { lo: [four('127.0.0.1')], eth0: [four('172.17.0.2', '02:42:ac:11:00:02')] }
    expect(lanAddresses(cards)).toEqual(['172.17.0.2'])
  })

  test('a VPN that everything goes through is not the office', () => {
    const cards = { tun0: [four('10.8.0.2')], eth0: [four('192.168.1.14')] }
    expect(lanAddresses(cards, ['10.8.0.2'])).toEqual(['192.168.1.14'])
    expect(lanAddresses({ tun0: [four('10.8.0.2')], docker0: [four('172.17.0.1')] })).toEqual(['10.8.0.2'])
  })

  test('C-50: a network of IPv6 only is told by its addresses that reach further than a cable, private first', () => {
    const cards = {
      lo: [four('127.0.0.1'), six('::1')],
      docker0: [four('172.17.0.1')],
      eth0: [six('fe80::1'), six('2001:db8:7::2'), six('fd00::2')],
    }
    expect(lanAddresses(cards)).toEqual(['fd00::2', '2001:db8:7::2'])
    expect(lanAddresses({ ...cards, wlan0: [four('192.168.1.14')] })).toEqual(['192.168.1.14'])
  })
})
