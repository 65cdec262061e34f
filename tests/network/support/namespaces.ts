import type { Cable } from './cable.ts'
import { cable } from './cable.ts'
import type { Crossing } from './delay-bridge.ts'
import { bridgeDelay } from './delay-bridge.ts'
import type { Nat, Office } from './office.ts'
import { natRules } from './office.ts'
import { countedBy, nft, sh } from './shell.ts'

/** A machine of its own: a network namespace, with an address on a switch. */
export interface Machine extends Cable {
  /** Name of the namespace. */
  readonly name: string
  /** The address that it has now. */
  readonly address: string
  /** Its interface on the switch. */
  readonly card: string
  /** `[command, ...arguments]` that run inside. */
  inside(command: string, ...args: readonly string[]): readonly [string, ...string[]]
  /** Takes its address away and gives it another one of the same network, as another lease does. */
  changeAddress(): void
  /** Every process inside stands still. */
  freeze(): void
  thaw(): void
}

export interface Lan {
  machine(): Machine
  /** One whose packets take their time. */
  distantMachine(crossing: Crossing): Promise<Machine>
  /** A network of its own behind a router that translates its addresses. */
  office(nat: Nat): Office
  /** Ends every process and takes every namespace away, and with it its cards and rules; safe to call twice. */
  tearDown(): void
}

/** A network: its switch has a namespace of its own. */
interface Segment {
  readonly hub: string
  /** First three parts of its addresses. */
  readonly prefix: string
  readonly gateway: string | null
  /** Addresses given so far. */
  used: number
}

const PUBLIC = '10.77.0'
let lans = 0

/** A switch in a namespace of its own and up to 200 machines on it; nothing reaches beyond (TESTING.md "Network"). */
export function buildLan(): Lan {
  const id = `rd${process.pid}x${lans++}`
  const names: string[] = []
  const stops: (() => void)[] = []
  let machines = 0
  let offices = 0

  const namespace = (name: string) => {
    sh('ip', 'netns', 'add', name)
    names.push(name)
    sh('ip', '-n', name, 'link', 'set', 'lo', 'up')
    return name
  }
  const segment = (name: string, prefix: string, gateway: string | null): Segment => {
    const hub = namespace(`${id}-${name}`)
    sh('ip', '-n', hub, 'link', 'add', 'switch', 'type', 'bridge')
    sh('ip', '-n', hub, 'link', 'set', 'switch', 'up')
    return { hub, prefix, gateway, used: 0 }
  }
  const machine = (on: Segment, between?: (port: string, machine: string, card: string) => void): Machine => {
    machines += 1
    const name = namespace(`${id}-m${machines}`)
    const port = `port${machines}`
    if (between) between(port, name, 'lan0')
    else sh('ip', '-n', on.hub, 'link', 'add', port, 'type', 'veth', 'peer', 'name', 'lan0', 'netns', name)
    return plugIn(on, port, name, 'lan0')
  }

  const wide = segment('hub', PUBLIC, null)
  return {
    machine: () => machine(wide),
    async distantMachine(crossing) {
      let started: Promise<() => void> | undefined
      const made = machine(wide, (port, name, card) => {
        started = bridgeDelay(wide.hub, port, name, card, crossing)
      })
      if (started) stops.push(await started)
      return made
    },
    office(nat) {
      offices += 1
      const inner = segment(`office${offices}`, `192.168.${offices}`, `192.168.${offices}.1`)
      const router = namespace(`${id}-r${offices}`)
      const [outside, inside] = [`wan${offices}`, 'office']
      sh('ip', '-n', wide.hub, 'link', 'add', outside, 'type', 'veth', 'peer', 'name', 'wan', 'netns', router)
      sh('ip', '-n', inner.hub, 'link', 'add', inside, 'type', 'veth', 'peer', 'name', 'lan0', 'netns', router)
      const uplink = plugIn(wide, outside, router, 'wan')
      plugIn(inner, inside, router, 'lan0')
      sh('ip', 'netns', 'exec', router, 'sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward')
      nft(router, natRules(nat, `${PUBLIC}.0/24`))
      return {
        machine: () => machine(inner),
        uplink,
        block: (what, how = 'drop') => void nft(router, `add rule inet guard blocked ${what} counter ${how}`),
        blocked: () => countedBy(router, 'inet', 'guard', 'blocked'),
      }
    },
    tearDown() {
      for (const stop of stops.splice(0)) stop()
      for (const name of names.splice(0)) {
        signalAll(name, 'SIGKILL')
        sh('ip', 'netns', 'delete', name)
      }
    },
  }
}

/** Gives a card that hangs at a switch the next address there, and with it a way out. */
function plugIn(on: Segment, port: string, name: string, card: string): Machine {
  const ip = (...args: readonly string[]) => sh('ip', '-n', name, ...args)
  const next = () => `${on.prefix}.${(on.used += 1)}`
  let address = next()
  const take = () => {
    ip('addr', 'add', `${address}/24`, 'dev', card)
    ip('link', 'set', card, 'up')
    if (address === on.gateway) return
    // Without permission a browser offers the address of its default route only.
    ip('route', 'add', 'default', ...(on.gateway ? ['via', on.gateway] : ['dev', card]))
  }
  sh('ip', '-n', on.hub, 'link', 'set', port, 'master', 'switch', 'up')
  // No link-local address that comes a second later: browsers drop their requests when the network changes.
  ip('link', 'set', card, 'addrgenmode', 'none')
  take()
  return {
    ...cable(on.hub, port, name, card),
    name,
    card,
    inside: (command, ...args) => ['ip', 'netns', 'exec', name, command, ...args],
    freeze: () => signalAll(name, 'SIGSTOP'),
    thaw: () => signalAll(name, 'SIGCONT'),
    get address() {
      return address
    },
    changeAddress() {
      ip('addr', 'flush', 'dev', card)
      address = next()
      take()
    },
  }
}

/** Signals every process inside; one of them may have ended by itself meanwhile. */
function signalAll(name: string, what: NodeJS.Signals): void {
  for (const pid of sh('ip', 'netns', 'pids', name).split('\n').filter(Boolean)) {
    try {
      process.kill(Number(pid), what)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
    }
  }
}
