import { countedBy, nft, sh } from './shell.ts'

/** Seen from the machine: `in` is what comes to it. */
export type Way = 'in' | 'out'

/**
 * The cable between a machine and its switch, and what can become of it. All but `unplug` happen at the switch's end:
 * the machine does not notice, its packets are just gone.
 */
export interface Cable {
  /** Drops what comes to this machine, or goes from it, in words of nft: `udp dport 5353`. */
  drop(what: string, way?: Way): void
  /** Loses this share of the packets, by chance, each way. */
  lose(percent: number): void
  /** Nothing passes any more, either way, without a sign. */
  cut(): void
  /** Undoes `drop`, `lose` and `cut`. */
  heal(): void
  /** The plug is out: the machine sees that its link is down. */
  unplug(): void
  plug(): void
  /** No more than this each way; what does not fit within 200 ms is dropped. */
  limit(kilobits: number): void
  /** How many packets were dropped so far by the rules that stand. */
  dropped(): number
}

/** @param hub the switch's namespace, @param port its end of the cable, @param card the machine's end */
export function cable(hub: string, port: string, machine: string, card: string): Cable {
  const table = `netdev ${port}`
  nft(
    hub,
    `table ${table} {
      chain out { type filter hook ingress device ${port} priority 0; }
      chain in { type filter hook egress device ${port} priority 0; }
    }`,
  )
  const rule = (way: Way, words: string) => nft(hub, `add rule ${table} ${way} ${words} counter drop`)
  const both = (words: string) => {
    rule('in', words)
    rule('out', words)
  }
  const shape = (namespace: string, device: string, kilobits: number) =>
    sh(
      'tc',
      '-n',
      namespace,
      ...`qdisc replace dev ${device} root tbf rate ${kilobits}kbit burst 4kb latency 200ms`.split(' '),
    )
  return {
    drop: (what, way = 'in') => void rule(way, what),
    lose: (percent) => both(`numgen random mod 1000 < ${Math.round(percent * 10)}`),
    cut: () => both(''),
    heal: () => void nft(hub, `flush chain ${table} in\nflush chain ${table} out`),
    unplug: () => void sh('ip', '-n', hub, 'link', 'set', port, 'down'),
    plug: () => void sh('ip', '-n', hub, 'link', 'set', port, 'up'),
    limit(kilobits) {
      shape(hub, port, kilobits)
      shape(machine, card, kilobits)
    },
    dropped: () => countedBy(hub, ...table.split(' '), 'in') + countedBy(hub, ...table.split(' '), 'out'),
  }
}
