import { execFileSync } from 'node:child_process'

/** A machine of its own: a network namespace, with an address on the test's switch. */
export interface Machine {
  /** Name of the namespace. */
  readonly name: string
  readonly address: string
  /** Its interface on the switch. */
  readonly card: string
  /** `[command, ...arguments]` that run inside. */
  inside(command: string, ...args: readonly string[]): readonly [string, ...string[]]
  /** Drops what comes to this machine, in words of nft: `udp dport 5353`. Its sender does not notice. */
  drop(what: string): void
}

export interface Lan {
  machine(): Machine
  /** Takes every namespace away, and with it its cards and rules; safe to call twice. */
  tearDown(): void
}

/** Runs to the end or throws what the command printed. */
function sh(command: string, ...args: readonly string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'], timeout: 10_000 })
}

let lans = 0

/** A switch in a namespace of its own and up to 200 machines on it; nothing reaches beyond (TESTING.md "Network"). */
export function buildLan(): Lan {
  const id = `rd${process.pid}x${lans++}`
  const hub = `${id}-hub`
  const names = [hub]
  let machines = 0
  sh('ip', 'netns', 'add', hub)
  sh('ip', '-n', hub, 'link', 'add', 'switch', 'type', 'bridge')
  sh('ip', '-n', hub, 'link', 'set', 'switch', 'up')
  return {
    machine() {
      machines += 1
      const name = `${id}-m${machines}`
      const [card, port, address] = ['lan0', `port${machines}`, `10.77.0.${machines}`]
      sh('ip', 'netns', 'add', name)
      names.push(name)
      sh('ip', '-n', hub, 'link', 'add', port, 'type', 'veth', 'peer', 'name', card, 'netns', name)
      sh('ip', '-n', hub, 'link', 'set', port, 'master', 'switch', 'up')
      sh('ip', '-n', name, 'link', 'set', 'lo', 'up')
      // No link-local address that comes a second later: browsers drop their requests when the network changes.
      sh('ip', '-n', name, 'link', 'set', card, 'addrgenmode', 'none')
      sh('ip', '-n', name, 'addr', 'add', `${address}/24`, 'dev', card)
      sh('ip', '-n', name, 'link', 'set', card, 'up')
      // Without permission a browser offers the address of its default route only.
      sh('ip', '-n', name, 'route', 'add', 'default', 'dev', card)
      return {
        name,
        address,
        card,
        inside: (command, ...args) => ['ip', 'netns', 'exec', name, command, ...args],
        drop(what) {
          const nft = (rule: string) => sh('ip', 'netns', 'exec', name, 'nft', rule)
          nft('add table inet drops')
          nft('add chain inet drops input { type filter hook input priority 0 ; }')
          nft(`add rule inet drops input ${what} counter drop`)
        },
      }
    },
    tearDown() {
      for (const name of names.splice(0)) sh('ip', 'netns', 'delete', name)
    },
  }
}
