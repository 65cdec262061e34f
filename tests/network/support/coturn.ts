import { spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

import type { Machine } from './namespaces.ts'

export const SECRET = 'the office knows this one'
export const FIXED = { username: 'office', credential: 'as fixed as the ceiling' }
const PORT = 3478

/** A relay of the office: coturn as `docs/` sets it up, on a machine of its own. */
export interface Relay {
  readonly machine: Machine
  /** `ADDRESS:PORT` for UDP and TCP. */
  readonly at: string
  /** What it has logged so far. */
  log(): readonly string[]
  stop(): Promise<void>
}

/** Either one password for all, or one for a time that only who knows the secret can make. */
export type Access = 'fixed' | 'for a time'

export async function startRelay(machine: Machine, access: Access): Promise<Relay> {
  const folder = await mkdtemp(join(tmpdir(), 'ringdown-coturn-'))
  const file = join(folder, 'turnserver.conf')
  await writeFile(file, configuration(machine.address, folder, access))
  const [command, ...args] = machine.inside('turnserver', '-c', file)
  const server = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(server, 'close')
  const lines: string[] = []
  await new Promise<void>((resolve, reject) => {
    const waiting = new Set([
      `UDP listener opened on: ${machine.address}:${PORT}`,
      `TCP listener opened on : ${machine.address}:${PORT}`,
    ])
    // It looks for SCTP on every thread, and complains where the kernel has none.
    createInterface({ input: server.stderr }).on('line', (line) => lines.push(line))
    createInterface({ input: server.stdout }).on('line', (line) => {
      lines.push(line)
      for (const sign of waiting) if (line.includes(sign)) waiting.delete(sign)
      if (waiting.size === 0) resolve()
    })
    server.once('close', (code) => reject(new Error(`turnserver ended with ${code}:\n${lines.join('\n')}`)))
  })
  return {
    machine,
    at: `${machine.address}:${PORT}`,
    log: () => lines,
    async stop() {
      server.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Peers are the wide network of the test; loopback, link-local and everything outside are not (SECURITY.md). */
const configuration = (address: string, folder: string, access: Access) => `
listening-ip=${address}
relay-ip=${address}
listening-port=${PORT}
realm=office.test
fingerprint
${access === 'fixed' ? `lt-cred-mech\nuser=${FIXED.username}:${FIXED.credential}` : `use-auth-secret\nstatic-auth-secret=${SECRET}`}
denied-peer-ip=0.0.0.0-255.255.255.255
allowed-peer-ip=${address.replace(/\d+$/, '0')}-${address.replace(/\d+$/, '255')}
no-multicast-peers
user-quota=12
total-quota=100
no-cli
no-tls
no-dtls
no-software-attribute
userdb=${folder}/turndb
pidfile=${folder}/turnserver.pid
log-file=stdout
simple-log
verbose
`

/** Credentials that coturn takes until then (draft-uberti-behave-turn-rest-00). */
export function timedCredentials(secondsFromNow: number) {
  const username = `${Math.floor(Date.now() / 1000) + secondsFromNow}:test`
  return { username, credential: createHmac('sha1', SECRET).update(username).digest('base64') }
}
