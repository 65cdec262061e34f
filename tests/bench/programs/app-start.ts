import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync } from 'node:fs'
import { copyFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'

import { createPackage } from '@electron/asar'

import { packagedApp } from '../../desktop/packaging/package.mjs'
import { spawnApp } from '../../desktop/support/app-rig.ts'
import type { DirectoryDelta } from '../../../src-signaling/protocol/index.ts'
import type { TestPhone } from '../../support/signaling-client.ts'
import { connectPhone } from '../../support/signaling-client.ts'
import { stamp } from '../../support/within.ts'
import type { Ringdown } from '../harness/browsers.ts'
import { startRingdown } from '../harness/browsers.ts'
import { ROOT } from '../harness/child.ts'
import { DESKTOP, openApp, packageApp } from '../harness/desktop.ts'
import type { Measurement } from '../harness/outcome.ts'
import type { Bench, Program } from '../harness/program.ts'
import { interleave } from '../harness/program.ts'

const APP = 'desktop app, ready to ring'
const EMPTY = 'empty Electron window, shown'

/** An app with nothing but an empty window, on the same runtime with the same fuses. @returns its binary */
async function packageEmptyWindow(): Promise<string> {
  const runtime = dirname(packagedApp('driven'))
  const folder = join(ROOT, 'dist/package-test/empty')
  rmSync(folder, { recursive: true, force: true })
  const source = join(folder, 'source')
  // A link to each file of the runtime: it is 200 MB.
  mkdirSync(dirname(folder), { recursive: true })
  execFileSync('cp', ['--archive', '--link', runtime, folder])
  mkdirSync(source)
  await copyFile(join(ROOT, 'tests/bench/servers/empty-window.cjs'), join(source, 'main.cjs'))
  await writeFile(join(source, 'package.json'), JSON.stringify({ name: 'empty', version: '1.0.0', main: 'main.cjs' }))
  const archive = join(folder, 'resources/app.asar')
  rmSync(archive)
  await createPackage(source, archive)
  return join(folder, 'ringdown')
}

async function emptyWindowShown(binary: string): Promise<number> {
  const began = stamp()
  const app = spawn(binary, ['--no-sandbox'], { stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = once(app, 'exit')
  const early = ended.then(([code]) => {
    throw new Error(`the empty window ended with ${String(code)} before it was shown`)
  })
  await Promise.race([once(createInterface(app.stdout), 'line'), early])
  early.catch(() => {})
  const took = stamp() - began
  app.kill('SIGTERM')
  await ended
  return took
}

/** The office has noticed that somebody is no longer within reach. */
const isGone = ({ socket }: TestPhone, contact: string): Promise<void> =>
  new Promise((resolve) => {
    const look = ({ contacts }: DirectoryDelta) => {
      if (!contacts.some(({ id, presence }) => id === contact && presence === 'unreachable')) return
      socket.off('directory', look)
      resolve()
    }
    socket.on('directory', look)
  })

/** From the start of the process to the moment when the office rings this app for a call. */
async function appReady(host: Ringdown, watcher: TestPhone, contact: string, home: string): Promise<number> {
  const came = host.nextLine()
  const began = stamp()
  const app = spawnApp(home)
  const ended = once(app, 'exit')
  const early = ended.then(([code]) => {
    throw new Error(`the app ended with ${String(code)} before it was ready`)
  })
  const line = await Promise.race([came, early])
  const took = stamp() - began
  if (!line.endsWith(' came')) throw new Error(`the host says "${line}" and not that the app came`)
  early.catch(() => {})
  const gone = isGone(watcher, contact)
  app.kill('SIGTERM')
  await Promise.all([ended, gone])
  return took
}

/** The home of somebody who has joined before, and whose app is not running. */
async function usedHome(bench: Bench, watcher: TestPhone, invite: string) {
  const joined = watcher.next('directory', ({ contacts }) => contacts.some(({ name }) => name === 'Ben'))
  const app = await openApp(bench, 'Ben', invite)
  const { contacts } = await joined
  const ben = contacts.find(({ name }) => name === 'Ben')
  if (!ben) throw new Error('the app is not in the directory')
  const gone = isGone(watcher, ben.id)
  await app.stop()
  await gone
  return { home: app.home, contact: ben.id }
}

async function run(bench: Bench): Promise<Measurement> {
  await packageApp(bench)
  const empty = await packageEmptyWindow()
  const host = await startRingdown(bench)
  const watcher = await connectPhone(host.url, 'Ana')
  bench.closeLater(() => watcher.close())
  const { home, contact } = await usedHome(bench, watcher, host.invite)
  const samples = await interleave(
    bench,
    { [APP]: () => appReady(host, watcher, contact, home), [EMPTY]: () => emptyWindowShown(empty) },
    { rounds: bench.quick ? 6 : 12 },
  )
  return {
    series: Object.entries(samples).map(([name, all]) => ({ name, unit: 'ms' as const, samples: all })),
    bars: [{ name: 'start of the app to ready to ring, of an empty window', of: APP, to: EMPTY, atMost: 2 }],
    notes: ['Ready to ring: the host has let it in. The app runs with a profile that has joined before.'],
  }
}

export const appStart: Program = { id: 'P-10-desktop', title: 'start of the desktop app', ...DESKTOP, run }
