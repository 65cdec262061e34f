import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

import type { OfficeSettings } from '../../../src-signaling/server/office-settings.ts'
import type { Machine } from './namespaces.ts'

const HOST = fileURLToPath(new URL('../../../src-signaling/host.mjs', import.meta.url))

/** The real host, started by its command line on a machine of its own. */
export interface LanHost {
  readonly url: string
  readonly machine: Machine
  /** Starts it again with these settings in its `office.json`. */
  configure(settings: OfficeSettings): Promise<void>
  stop(): Promise<void>
}

export async function startLanHost(machine: Machine): Promise<LanHost> {
  const data = await mkdtemp(join(tmpdir(), 'ringdown-lan-'))
  let close = await run(machine, data)
  return {
    machine,
    url: `https://${machine.address}:7443/`,
    async configure(settings) {
      await close()
      await writeFile(join(data, 'office.json'), JSON.stringify({ version: 1, ...settings }))
      close = await run(machine, data)
    },
    async stop() {
      await close()
      await rm(data, { recursive: true, force: true })
    },
  }
}

/** Resolves with what ends it, when it listens. */
async function run(machine: Machine, data: string): Promise<() => Promise<void>> {
  const [command, ...args] = machine.inside(process.execPath, HOST, '--json', '--host', '0.0.0.0', '--data', data)
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'close')
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', () => resolve())
    child.once('close', (code) => reject(new Error(`the host ended with ${code}`)))
  })
  return async () => {
    child.kill('SIGTERM')
    await ended
  }
}
