import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, readdir, readlink, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

import { expect } from 'vitest'

import type { HonestPhones } from './honest-phones.ts'
import { honestPhones } from './honest-phones.ts'
import { sized } from './within.ts'

const HOST = fileURLToPath(new URL('../../dist/host/standalone.js', import.meta.url))

/** How long an attack goes on, ms. */
export const ATTACK_MS = sized(3_000, 20_000)

/** What a process holds, as Linux counts it (proc(5)). */
export interface Usage {
  /** Open files that are no sockets: what is left of a download. */
  readonly files: number
  readonly sockets: number
  /** Resident memory, MB. */
  readonly memory: number
}

export interface AttackRig {
  readonly url: string
  readonly ports: { readonly local: number; readonly lan: number; readonly io: number; readonly ws: number }
  /** Who calls all the time, at both doors. */
  readonly honest: HonestPhones
  usage(): Promise<Usage>
  /** Polls until the host holds what it held before the attack, and no more than `memory` MB above it. */
  expectBack(memory: number): Promise<void>
  isAlive(): boolean
  /** The honest ones lost nothing, the host lives, and it ends when it is told to. */
  end(): Promise<void>
}

/** Files that Node opens for itself when it is first asked for something: random numbers, names. */
const OWN_FILES = 4

/** The host as it is delivered, with its own limits, in a process of its own; honest phones call each other while it is attacked. */
export async function attackRig(): Promise<AttackRig> {
  const folder = await mkdtemp(join(tmpdir(), 'ringdown-attack-'))
  const ports = ['--port', '0', '--local-port', '0', '--classic', '--classic-ports', '0,0']
  const child: ChildProcess = spawn(process.execPath, [HOST, '--data', folder, '--json', ...ports], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = once(child, 'close')
  if (!child.stdout) throw new Error('no output')
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  const ready = JSON.parse(line) as {
    readonly url: string
    readonly lanUrls: readonly string[]
    readonly invite: string
    readonly classic: { readonly io: number; readonly ws: number }
  }
  const local = Number(new URL(ready.url).port)
  const lan = portOf(ready.invite)
  const isAlive = () => child.exitCode === null && child.signalCode === null

  const usage = () => usageOf(child.pid ?? 0)
  const honest = await honestPhones([ready.url, `https://127.0.0.1:${lan}/`])
  const before = await usage()
  return {
    url: ready.url,
    ports: { local, lan, ...ready.classic },
    honest,
    usage,
    isAlive,
    async expectBack(memory) {
      const held = async () => {
        const now = await usage()
        return now.files <= before.files + OWN_FILES && now.sockets <= before.sockets && now.memory - before.memory
      }
      await expect.poll(held, { timeout: 15_000, interval: 200 }).toBeLessThan(memory)
    },
    async end() {
      const losses = await honest.end()
      expect(losses).toEqual([])
      expect(isAlive()).toBe(true)
      child.kill('SIGTERM')
      const late = setTimeout(() => child.kill('SIGKILL'), 6_000)
      const [code] = (await ended) as [number | null]
      clearTimeout(late)
      await rm(folder, { recursive: true, force: true })
      expect(code).toBe(0)
    },
  }
}

/** The port in an invitation; the addresses depend on the machine. */
function portOf(invite: string): number {
  const payload = Buffer.from(invite.split(/[?=]/).at(-1) ?? '', 'base64url').toString()
  return (JSON.parse(payload) as { readonly port: number }).port
}

async function usageOf(pid: number): Promise<Usage> {
  const names = await readdir(`/proc/${pid}/fd`)
  const targets = await Promise.all(names.map((name) => readlink(`/proc/${pid}/fd/${name}`).catch(() => '')))
  const sockets = targets.filter((target) => target.startsWith('socket:')).length
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const kilobytes = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1])
  return { files: targets.length - sockets, sockets, memory: kilobytes / 1_024 }
}
