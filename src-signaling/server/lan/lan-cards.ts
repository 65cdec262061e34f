import type { NetworkInterfaceInfo } from 'node:os'

import type { CardKind } from './card-kind.ts'
import { cardKind } from './card-kind.ts'

/** What os.networkInterfaces() gives. */
export type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>

/** An address by which others may reach this machine, and the card that has it. */
export interface LanCard {
  readonly card: string
  readonly kind: CardKind
  readonly info: NetworkInterfaceInfo
}

const isPrivate = (address: string): boolean => /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|f[cd])/i.test(address)
/** Reaches no further than one cable, and needs the card's name with it (RFC 3927, RFC 4291 §2.5.6). */
export const isLinkLocal = (address: string): boolean => /^(169\.254\.|fe[89ab])/i.test(address)

/** Every address that could be told to others, of every kind of card. Pure. */
export function tellable(interfaces: Interfaces): readonly LanCard[] {
  return Object.entries(interfaces).flatMap(([card, infos]) =>
    (infos ?? [])
      .filter((info) => !info.internal && !isLinkLocal(info.address))
      .map((info) => ({ card, kind: cardKind(card, info.mac), info })),
  )
}

/**
 * The addresses under which colleagues reach this machine, the likeliest first: the card of the default route, private before
 * public. IPv6 where the office's cards have nothing else; tunnels, bridges and what is inside this machine where there are no others. Pure.
 * @param routed addresses from which this machine speaks to other networks
 */
export function lanCards(interfaces: Interfaces, routed: readonly string[] = []): readonly LanCard[] {
  const found = tellable(interfaces)
  const isFour = ({ info }: LanCard) => info.family === 'IPv4'
  const isRouted = ({ info }: LanCard) => routed.includes(info.address)
  // A bridge or a guest's card that leads out is the office's; a tunnel that takes everything with it is not.
  const isOffice = (one: LanCard) => one.kind === 'real' || (one.kind !== 'tunnel' && isRouted(one))
  const choices = [
    found.filter((one) => isOffice(one) && isFour(one)),
    found.filter(isOffice),
    found.filter((one) => one.kind !== 'inner' && isFour(one)),
    found.filter((one) => one.kind !== 'inner'),
    found.filter(isFour),
    found,
  ]
  const usable = choices.find((choice) => choice.length > 0) ?? []
  const rank = (one: LanCard) => (isRouted(one) ? 0 : 2) + (isPrivate(one.info.address) ? 0 : 1)
  return [...usable].sort((a, b) => rank(a) - rank(b))
}
