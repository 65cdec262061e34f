import type { NetworkInterfaceInfo } from 'node:os'

import { lanAddresses } from '../../src-signaling/server/lan-addresses.ts'

/** A network that this machine is in: its own address there, and the range in CIDR spelling (RFC 4632). */
export interface Network {
  readonly address: string
  readonly range: string
}

/** The networks where colleagues may be: those of real cards. Pure. @param interfaces what os.networkInterfaces() gives */
export function officeNetworks(
  interfaces: Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>,
): readonly Network[] {
  const infos = Object.values(interfaces).flatMap((card) => card ?? [])
  return lanAddresses(interfaces).map((address) => {
    const bits = Number(infos.find((info) => info.address === address)?.cidr?.split('/')[1] ?? 32)
    return { address, range: `${networkOf(address, bits)}/${bits}` }
  })
}

/** The first address of the network of so many bits that an IPv4 address is in. */
function networkOf(address: string, bits: number): string {
  const value = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
  const size = 2 ** (32 - bits)
  const base = Math.floor(value / size) * size
  return [24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256).join('.')
}
