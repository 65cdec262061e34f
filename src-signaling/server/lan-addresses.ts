import type { Interfaces } from './lan/lan-cards.ts'
import { lanCards } from './lan/lan-cards.ts'

/**
 * Addresses under which colleagues reach this machine, the likeliest first. Pure.
 * @param interfaces what os.networkInterfaces() gives
 * @param routed addresses from which this machine speaks to other networks; they are preferred
 */
export const lanAddresses = (interfaces: Interfaces, routed: readonly string[] = []): readonly string[] =>
  lanCards(interfaces, routed).map(({ info }) => info.address)
