import type { Machine } from './namespaces.ts'

/**
 * How a router chooses the port that the world sees. Both let in only what answers: the address and the port that
 * something was sent to (RFC 4787, section 5: address and port-dependent filtering).
 * - `cone`: one port for a socket, whoever it talks to, so that what STUN sees is true for everybody.
 * - `symmetric`: another port for each destination, so that what STUN sees is of no use (RFC 4787, section 4.1).
 */
export type Nat = 'cone' | 'symmetric'

/** A network behind a router; the router is its first address. */
export interface Office {
  machine(): Machine
  /** The router, as the wide network sees it. */
  readonly uplink: Machine
  /** Lets this through no more, in words of nft: `meta l4proto udp`. */
  block(what: string, how?: 'drop' | 'reject with tcp reset'): void
  /** How many packets met what is blocked. */
  blocked(): number
}

/** @param wide the network that the router's office may reach; there is nothing else. */
export const natRules = (nat: Nat, wide: string): string => `
  table inet nat {
    chain post {
      type nat hook postrouting priority srcnat;
      oifname "wan" masquerade ${nat === 'symmetric' ? 'random,fully-random' : ''}
    }
  }
  table inet guard {
    chain blocked {
    }
    chain input {
      # What nobody asked for must leave no trace, or the router would give its port away.
      type filter hook input priority filter; policy drop;
      ct state established,related accept
      iifname "lan0" accept
    }
    chain forward {
      type filter hook forward priority filter; policy drop;
      jump blocked
      ct state established,related accept
      iifname "lan0" oifname "wan" ip daddr ${wide} accept
    }
  }`
