import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

import { hostArguments, startHost } from '../harness/browsers.ts'
import { ROOT, startChild } from '../harness/child.ts'
import type { Bench, Program } from '../harness/program.ts'
import { interleave } from '../harness/program.ts'
import { openWirePhone } from '../harness/wire.ts'

/** How long an idle host is watched, ms; before that it gets the time to tidy up after its start. */
const IDLE = 10_000
const SETTLE = 15_000

/** Scripts and styles of the phone as they are served, each compressed. */
function bundleKb(): number {
  const folder = join(ROOT, 'dist/phone/assets')
  const files = readdirSync(folder).filter((name) => /\.(js|css)$/.test(name))
  return files.reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name))).length, 0) / 1_000
}

/** Share of one core that a host takes while two phones are connected and nobody does anything. */
async function idleShare(bench: Bench): Promise<number> {
  bench.progress('an idle host')
  const host = await startHost(bench)
  const phones = [
    await openWirePhone(String(host.ready['url']), 'Ana'),
    await openWirePhone(String(host.ready['url']), 'Ben'),
  ]
  const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
  await pause(SETTLE)
  const before = await host.cpu()
  await pause(IDLE)
  const share = (100 * ((await host.cpu()) - before)) / IDLE
  for (const phone of phones) phone.close()
  await host.stop()
  return share
}

async function run(bench: Bench) {
  const started = async (script: string, args: readonly string[]) => {
    const child = await startChild(script, args)
    await child.stop()
    return child.startedMs
  }
  const samples = await interleave(
    bench,
    {
      'npm run host': async () => started('src-signaling/host.mjs', await hostArguments(bench)),
      'empty Socket.IO server': () => started('dist/bench/relay.js', []),
    },
    { rounds: bench.quick ? 6 : 20 },
  )
  const idle: number[] = []
  for (let round = 0; round < (bench.quick ? 1 : 3); round += 1) idle.push(await idleShare(bench))
  return {
    series: [
      ...Object.entries(samples).map(([name, all]) => ({ name, unit: 'ms' as const, samples: all })),
      { name: 'phone bundle, gzip', unit: 'kB' as const, samples: [bundleKb()] },
      { name: 'idle host', unit: '%' as const, samples: idle },
    ],
    bars: [
      { name: 'start to listening, of an empty server', of: 'npm run host', to: 'empty Socket.IO server', atMost: 2 },
      { name: 'phone bundle, gzip', of: 'phone bundle, gzip', atMost: 300 },
      { name: 'idle host, two phones connected, of one core', of: 'idle host', atMost: 0.5 },
    ],
    notes: ['Without npm itself.'],
  }
}

export const start: Program = { id: 'P-10', title: 'start and idle', run }
