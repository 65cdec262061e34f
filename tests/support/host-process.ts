import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

import { stamp } from './within.ts'

const HOST = fileURLToPath(new URL('../../dist/host/standalone.js', import.meta.url))

/** The host as a process of its own, as `npm run host` leaves it, so that it can die like one. */
export interface HostProcess {
  readonly url: string
  readonly pid: number
  /** SIGKILL; resolves when it is gone, with the moment of the signal. */
  kill(): Promise<number>
  /** Starts it again on the same ports and data; resolves with the moment at which it listens. */
  start(): Promise<number>
  /** Ends it as its operator does, and removes its data. */
  stop(): Promise<void>
}

export async function hostProcess(): Promise<HostProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'ringdown-host-'))
  let child: ChildProcess | null = null
  let url = 'http://localhost:0/'
  let lanPort = '0'

  async function start(): Promise<number> {
    const ports = ['--port', lanPort, ...(lanPort === '0' ? [] : ['--local-port', new URL(url).port])]
    const args = [HOST, '--data', folder, '--host', '127.0.0.1', '--name', 'Studio North', '--json', ...ports]
    const started = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    child = started
    const [line] = (await once(createInterface(started.stdout), 'line')) as [string]
    const at = stamp()
    const ready = JSON.parse(line) as { readonly url: string; readonly lanUrls: readonly string[] }
    url = ready.url
    lanPort = new URL(ready.lanUrls[0] ?? url).port
    return at
  }

  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number> {
    const ending = child
    child = null
    const at = stamp()
    if (ending?.kill(signal)) await once(ending, 'close')
    return at
  }

  await start()
  return {
    get url() {
      return url
    },
    get pid() {
      return child?.pid ?? 0
    },
    kill: () => end('SIGKILL'),
    start,
    async stop() {
      await end('SIGTERM')
      await rm(folder, { recursive: true, force: true })
    },
  }
}
