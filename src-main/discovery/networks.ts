import type { NetworkInterfaceInfo } from 'node:os'

import { isLinkLocal, lanCards } from '../../src-signaling/server/lan/lan-cards.ts'
import type { Interfaces } from '../../src-signaling/server/lan/lan-cards.ts'

/** A network that this machine is in: its own address there, and the range in CIDR spelling (RFC 4632). */
export interface Network {
  readonly address: string
  readonly range: string
  /** What names the card in an IPv6 address (RFC 4007 §11): its name, and on Windows its number. */
  readonly scope: string
}

export const isSixAddress = (address: string): boolean => address.includes(':')

/**
 * The networks where colleagues may be: those of the office's cards, one of each range. Pure.
 * @param interfaces what os.networkInterfaces() gives
 */
export function officeNetworks(
  interfaces: Interfaces,
  platform: NodeJS.Platform = process.platform,
): readonly Network[] {
  const networks = lanCards(interfaces).map(({ card, info }) => {
    const scope = platform === 'win32' ? String(scopeOf(interfaces[card])) : card
    return { address: info.address, range: rangeOf(info), scope }
  })
  // A card has several addresses of one IPv6 range, and one is enough to speak there.
  const isFirst = ({ range, scope }: Network, index: number) =>
    networks.findIndex((other) => other.range === range && other.scope === scope) === index
  return networks.filter((network, index) => !isSixAddress(network.address) || isFirst(network, index))
}

/** The number of a card, which its link-local address carries. */
function scopeOf(infos: readonly NetworkInterfaceInfo[] | undefined): number {
  const local = infos?.find((info) => info.family === 'IPv6' && isLinkLocal(info.address))
  return local?.family === 'IPv6' ? local.scopeid : 0
}

function rangeOf({ address, cidr }: NetworkInterfaceInfo): string {
  if (isSixAddress(address)) return `${sixPrefix(address)}::/64`
  const bits = Number(cidr?.split('/')[1] ?? 32)
  return `${networkOf(address, bits)}/${bits}`
}

/** The first 64 bits of an IPv6 address: one network (RFC 4291 §2.5.1). */
export function sixPrefix(address: string): string {
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail ? tail.split(':') : []
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - front.length - back.length }, () => '0')
  return [...front, ...zeros, ...back]
    .slice(0, 4)
    .join(':')
    .replace(/(:0)+$/, '')
}

/** The first address of the network of so many bits that an IPv4 address is in. */
function networkOf(address: string, bits: number): string {
  const value = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
  const size = 2 ** (32 - bits)
  const base = Math.floor(value / size) * size
  return [24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256).join('.')
}
