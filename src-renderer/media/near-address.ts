/*
 * What a page may know of its own network: addresses, never their masks. So a guess takes the place of the mask: the usual size of an
 * office's network in each range. Too narrow only means that a candidate waits for Accept.
 */

const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/

/** How many leading numbers of two IPv4 addresses are equal in one office (RFC 1918 ranges; all else as small as they come). */
const sharedNumbers = (address: string): number => (/^(?:10|172\.(?:1[6-9]|2\d|3[01]))\./.test(address) ? 2 : 3)

/** The first 64 bits of an IPv6 address, as hexadecimal groups; null when it is none. */
function networkOf(address: string): string | null {
  if (!address.includes(':')) return null
  const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? []
  const groups = head === '' ? [] : head.split(':')
  const end = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - end.length)
  const all = [...groups, ...Array.from({ length: zeros }, () => '0'), ...end]
  return all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}

/** True for an address in the network of this one, as far as that can be told. Pure. */
function isBeside(address: string, own: string): boolean {
  if (IPV4.test(address) && IPV4.test(own)) {
    const count = sharedNumbers(own)
    return address.split('.').slice(0, count).join('.') === own.split('.').slice(0, count).join('.')
  }
  const network = networkOf(address)
  return network !== null && network === networkOf(own)
}

/** Addresses that no router of the internet carries: RFC 1918, RFC 3927, RFC 4193, RFC 4291 §2.5.6. Pure. */
const isPrivate = (address: string): boolean =>
  IPV4.test(address)
    ? /^(?:10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.)/.test(address)
    : /^f(?:[cd][0-9a-f]{2}|e[89ab][0-9a-f]):/i.test(address)

/**
 * True for an address that may be tried before anybody here agreed to the call (S-45): a name of this link (`.local`, RFC 6762), or beside
 * one of this machine's own addresses. A browser that hides those says nothing of its network: then any address that stays off the internet.
 * Pure.
 * @param own this machine's addresses; empty: hidden
 */
export const isNear = (address: string, own: readonly string[]): boolean =>
  /^[0-9a-z-]{1,63}\.local$/i.test(address) ||
  (own.length === 0 ? isPrivate(address) : own.some((one) => isBeside(address, one)))
