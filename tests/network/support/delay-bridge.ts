import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

import { sh } from './shell.ts'

const SCRIPT = fileURLToPath(new URL('delay-bridge.py', import.meta.url))

/** What happens to each packet, each way. */
export interface Crossing {
  /** Milliseconds that it takes, and how much that varies, evenly, up and down. */
  readonly ms: number
  readonly jitter?: number
  /** Share in percent that comes twice, and that overtakes the ones before. */
  readonly duplicate?: number
  readonly reorder?: number
}

/**
 * A cable with a bridge in its middle that delays: machine card ~ near | far ~ port of the switch. The kernels of test
 * machines have no netem. Resolves with what ends it, once packets pass.
 */
export async function bridgeDelay(hub: string, port: string, machine: string, card: string, crossing: Crossing) {
  const [near, far] = [`near-${port}`, `far-${port}`]
  sh('ip', '-n', hub, 'link', 'add', near, 'type', 'veth', 'peer', 'name', card, 'netns', machine)
  sh('ip', '-n', hub, 'link', 'add', far, 'type', 'veth', 'peer', 'name', port)
  for (const end of [near, far]) {
    sh('ip', '-n', hub, 'link', 'set', end, 'addrgenmode', 'none', 'up')
    ethtool(hub, end)
  }
  ethtool(hub, port)
  ethtool(machine, card)
  const { ms, jitter = 0, duplicate = 0, reorder = 0 } = crossing
  const figures = [ms, jitter, duplicate, reorder].map(String)
  const realTime = mayHurry() ? ['chrt', '-f', '50'] : []
  const bridge = spawn('ip', ['netns', 'exec', hub, ...realTime, 'python3', SCRIPT, near, far, ...figures], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: bridge.stdout }).once('line', () => resolve())
    bridge.once('close', (code) => reject(new Error(`the delay bridge ended with ${code}`)))
  })
  return () => void bridge.kill('SIGKILL')
}

/** A packet that a program carries must be whole: checked sums, no bigger than the wire allows. */
function ethtool(namespace: string, card: string): void {
  const off = ['tx', 'gso', 'tso', 'gro'].flatMap((what) => [what, 'off'])
  sh('ip', 'netns', 'exec', namespace, 'ethtool', '-K', card, ...off)
}

/** Some machines do not let even root have real-time priority. */
function mayHurry(): boolean {
  try {
    sh('chrt', '-f', '50', 'true')
    return true
  } catch {
    return false
  }
}
