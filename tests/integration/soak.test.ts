import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { build } from 'vite'
import { expect, onTestFinished, test } from 'vitest'

import type { Child, Memory } from '../bench/harness/child.ts'
import { ROOT, startChild } from '../bench/harness/child.ts'
import { connectPhone, wholeCall } from '../support/signaling-client.ts'
import { sized } from '../support/within.ts'

const PAIRS = 8
/** So many calls of a pair, then two others come: people come and go as well. */
const CALLS_OF_A_PAIR = 25

/** The real host without its rates, as a process of its own: what it uses is its own. */
async function unlimitedHost(): Promise<Child> {
  const outDir = join(ROOT, 'dist/soak')
  const ssr = join(ROOT, 'tests/bench/servers/ringdown.ts')
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    build: { ssr, outDir, target: 'node20', minify: false },
  })
  const folder = await mkdtemp(join(tmpdir(), 'ringdown-soak-'))
  const host = await startChild('dist/soak/ringdown.js', [folder])
  onTestFinished(async () => {
    await host.stop()
    await rm(folder, { recursive: true, force: true })
  })
  return host
}

async function pairOfCalls(url: string, name: string): Promise<void> {
  const options = { lasting: false }
  const [caller, callee] = [
    await connectPhone(url, `${name} calls`, options),
    await connectPhone(url, `${name} is called`, options),
  ]
  for (let round = 0; round < CALLS_OF_A_PAIR; round += 1) await wholeCall(caller, callee)
  caller.close()
  callee.close()
}

/** Slope of the line through the points (least squares). */
function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / points.length
  const [x, y] = [mean(0), mean(1)]
  const over = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0)
  return over / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0)
}

// What is resident says little of a short run: the allocators of a young process still take what they will keep.
const BOUND = sized(8, 1)
const MEASURE = sized<keyof Memory>('live', 'resident')

test('call after call, the host’s memory stays as it is: at most 1 MB in 10,000 calls (the quick size sees 8 MB only)', async () => {
  const [calls, warm] = [sized(6_000, 50_000), sized(3_000, 5_000)]
  const host = await unlimitedHost()
  const url = String(host.ready['url'])
  const points: (readonly [number, number])[] = []
  let done = 0
  for (let round = 0; done < calls; round += 1) {
    await Promise.all(Array.from({ length: PAIRS }, (_, pair) => pairOfCalls(url, `Pair ${round}-${pair}`)))
    done += PAIRS * CALLS_OF_A_PAIR
    if (done > warm) points.push([done / 10_000, (await host.memory())[MEASURE] / 2 ** 20])
  }
  const grown = slope(points)
  process.stdout.write(`    ${done} calls, ${grown.toFixed(2)} MB more ${MEASURE} in 10,000 (bound ${BOUND} MB)\n`)
  expect(points.length).toBeGreaterThan(5)
  expect(grown).toBeLessThanOrEqual(BOUND)
}, 3_600_000)
