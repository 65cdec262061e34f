import { isIP } from 'node:net'

/**
 * One way to write an address of a socket: an IPv4 address that came in through an IPv6 socket as IPv4 (RFC 4291 §2.5.5.2), no zone
 * (RFC 4007 §11), no brackets, the short form of IPv6 (RFC 5952). Pure.
 */
export function plainAddress(address: string): string {
  const bare = address
    .replace(/^\[|\]$/g, '')
    .replace(/%.*$/, '')
    .toLowerCase()
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.[1]
  if (mapped) return mapped
  if (isIP(bare) !== 6) return bare
  return new URL(`http://[${bare}]`).hostname.slice(1, -1)
}

/** Whether it is this machine as it sees itself: 127.0.0.0/8 or ::1. Pure. */
export const isLoopback = (address: string): boolean => address.startsWith('127.') || address === '::1'

/** Whom an address is counted as: this machine has a whole network of loopback addresses and is one client. Pure. */
export function countedAs(address: string): string {
  const plain = plainAddress(address)
  return isLoopback(plain) ? 'loopback' : plain
}
