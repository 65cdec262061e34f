import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

import { expect } from '@playwright/test'
import { build } from 'vite'

import type { Search } from '../../src-main/ipc/contract.ts'
import { test as base } from './support/lan-rig.ts'
import type { Machine } from './support/namespaces.ts'
import { nft, sh } from './support/shell.ts'

interface Fixtures {
  /** The program of one end, with the real parts of the app. */
  readonly program: string
  readonly folder: string
}

const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the parameter's shape
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'ringdown-discovery-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },
  program: async ({ folder }, use) => {
    await build({
      configFile: false,
      root: fileURLToPath(new URL('../..', import.meta.url)),
      logLevel: 'error',
      build: {
        ssr: fileURLToPath(new URL('support/discovery-peer.ts', import.meta.url)),
        outDir: join(folder, 'program'),
        emptyOutDir: false,
        minify: false,
      },
      ssr: { noExternal: true },
    })
    await use(join(folder, 'program', 'discovery-peer.js'))
  },
})

/** Runs the program on a machine until that is torn down, and keeps its last line. */
function run(machine: Machine, program: string, ...args: readonly string[]) {
  const [command, ...rest] = machine.inside(process.execPath, program, ...args)
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit'] })
  const state = { last: null as unknown }
  createInterface({ input: child.stdout }).on('line', (line) => {
    state.last = JSON.parse(line)
  })
  return { child, last: () => state.last }
}

const joinable = (search: unknown) =>
  ((search as Search | null)?.offices ?? []).filter((office) => office.pin !== null).map(({ address }) => address)

test('C-9: an office behind a firewall is listed when that lets it through, and goes when its machine is gone', async ({
  lan,
  program,
  folder,
}) => {
  const [here, there] = [lan.machine(), lan.machine()]
  nft(
    there.name,
    `table inet fw {
      chain input {
        type filter hook input priority filter;
        tcp dport 7443 drop
      }
    }`,
  )
  const host = run(there, program, 'host', join(folder, 'office'))
  await expect.poll(host.last).not.toBeNull()
  const finder = run(here, program, 'look')
  // Heard, and not readable.
  await expect.poll(() => (finder.last() as Search | null)?.offices.length).toBe(1)
  await expect.poll(() => (finder.last() as Search | null)?.offices.length, { timeout: 10_000 }).toBe(0)
  nft(there.name, 'delete table inet fw')
  await expect.poll(() => joinable(finder.last()), { timeout: 12_000 }).toEqual([there.address])
  // Without a goodbye.
  there.unplug()
  await expect.poll(() => joinable(finder.last()), { timeout: 30_000 }).toEqual([])
  there.plug()
  await expect.poll(() => joinable(finder.last()), { timeout: 15_000 }).toEqual([there.address])
})

test('C-50: in a network of IPv6 only a host tells its address there, and is found', async ({
  lan,
  program,
  folder,
}) => {
  const [here, there] = [lan.machine(), lan.machine()]
  for (const [machine, address] of [
    [here, 'fd00::1'],
    [there, 'fd00::2'],
  ] as const) {
    sh('ip', '-n', machine.name, 'addr', 'flush', 'dev', machine.card)
    sh('ip', '-n', machine.name, 'link', 'set', machine.card, 'addrgenmode', 'eui64')
    sh('ip', '-n', machine.name, 'link', 'set', machine.card, 'down')
    sh('ip', '-n', machine.name, 'link', 'set', machine.card, 'up')
    sh('ip', '-n', machine.name, 'addr', 'add', `${address}/64`, 'dev', machine.card, 'nodad')
  }
  const host = run(there, program, 'host', join(folder, 'office'))
  await expect.poll(host.last).toMatchObject({ lanUrls: ['https://[fd00::2]:7443/'] })
  const finder = run(here, program, 'look')
  await expect.poll(() => joinable(finder.last()), { timeout: 20_000 }).toEqual(['fd00::2'])
})
