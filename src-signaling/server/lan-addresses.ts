import type { NetworkInterfaceInfo } from 'node:os'

/** Cards that exist only inside this machine or lead elsewhere: containers, bridges, tunnels. */
const VIRTUAL = /^(docker|veth|br-|virbr|vmnet|vboxnet|tun|tap|wg|utun|zt|tailscale|lo|vEthernet|awdl|llw|anpi|bridge)/i

const isPrivate = (address: string): boolean => /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address)
const isLinkLocal = (address: string): boolean => address.startsWith('169.254.')

/**
 * Addresses under which colleagues reach this machine, the likeliest first: private IPv4 of a real card before public IPv4;
 * cards of containers and tunnels only when there is nothing else. Pure.
 * @param interfaces what os.networkInterfaces() gives
 */
export function lanAddresses(
  interfaces: Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>,
): readonly string[] {
  const found = Object.entries(interfaces).flatMap(([card, infos]) =>
    (infos ?? [])
      .filter((info) => info.family === 'IPv4' && !info.internal && !isLinkLocal(info.address))
      .map((info) => ({
        address: info.address,
        rank: (VIRTUAL.test(card) ? 2 : 0) + (isPrivate(info.address) ? 0 : 1),
      })),
  )
  const real = found.filter((one) => one.rank < 2)
  const usable = real.length > 0 ? real : found
  return usable.sort((a, b) => a.rank - b.rank).map((one) => one.address)
}
