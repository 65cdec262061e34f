import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { ROOT } from './harness/child.ts'
import { describeMachine } from './harness/machine.ts'
import { judge } from './harness/outcome.ts'
import type { Program } from './harness/program.ts'
import type { Result, Run } from './harness/report.ts'
import { describeResult, fullTable, insertTable, shortTable } from './harness/report.ts'
import { runHere, runProgram } from './harness/run-program.ts'
import { acceptFromAfar } from './programs/accept-from-afar.ts'
import { acceptInTheApp } from './programs/accept-in-the-app.ts'
import { acceptToAudible } from './programs/accept-to-audible.ts'
import { appStart } from './programs/app-start.ts'
import { busyOffice } from './programs/busy-office.ts'
import { dialToRinging } from './programs/dial-to-ringing.ts'
import { memoryPerPhone } from './programs/memory-per-phone.ts'
import { presence } from './programs/presence.ts'
import { recovery } from './programs/recovery.ts'
import { relayThroughput } from './programs/relay-throughput.ts'
import { restartStormOf500 } from './programs/restart-storm.ts'
import { ringWindow } from './programs/ring-window.ts'
import { serverCpuPerCall } from './programs/server-cpu-per-call.ts'
import { start } from './programs/start.ts'

const PROGRAMS: readonly Program[] = [
  acceptToAudible,
  acceptFromAfar,
  acceptInTheApp,
  dialToRinging,
  relayThroughput,
  serverCpuPerCall,
  busyOffice,
  memoryPerPhone,
  presence,
  restartStormOf500,
  recovery,
  start,
  appStart,
  ringWindow,
]

const RESULTS = join(ROOT, 'tests/bench/results')
const say = (text: string) => void process.stderr.write(text)

/** The last result of every program, whichever run it was measured in, on top of the newest run's machine; quick when one of them was. */
function lastRun(): Run {
  const files = readdirSync(RESULTS)
    .filter((name) => name.endsWith('.json'))
    .sort()
  const runs = files.map((name) => JSON.parse(readFileSync(join(RESULTS, name), 'utf8')) as Run)
  const newest = runs.at(-1)
  if (!newest) throw new Error('Nothing was measured yet: npm run bench')
  const last = new Map(
    runs.flatMap(({ quick, results }) => results.map((result) => [result.id, { quick, result }] as const)),
  )
  const chosen = PROGRAMS.flatMap(({ id }) => last.get(id) ?? [])
  return { ...newest, quick: chosen.some(({ quick }) => quick), results: chosen.map(({ result }) => result) }
}

/** Every row to docs/performance.md, a few to the README. */
function writeReadme(): void {
  const run = lastRun()
  for (const [file, table] of [
    ['docs/performance.md', fullTable(run)],
    ['README.md', shortTable(run)],
  ] as const) {
    const path = join(ROOT, file)
    writeFileSync(path, insertTable(readFileSync(path, 'utf8'), table))
  }
}

/** @throws Error when there is no such program */
function choose(ids: readonly string[]): readonly Program[] {
  const unknown = ids.filter((id) => !PROGRAMS.some((program) => program.id === id))
  if (unknown.length > 0)
    throw new Error(`There is no ${unknown.join(', ')}; there are ${PROGRAMS.map(({ id }) => id).join(' ')}.`)
  return PROGRAMS.filter(({ id }) => ids.length === 0 || ids.includes(id))
}

async function measure(ids: readonly string[], quick: boolean, json: boolean): Promise<void> {
  const chosen = choose(ids)
  const at = new Date().toISOString()
  const machine = describeMachine()
  const results: Result[] = []
  for (const program of chosen) {
    const result = await runProgram(program, quick)
    results.push(result)
    if (!json) process.stdout.write(`${describeResult(result).join('\n')}\n\n`)
  }
  const run: Run = { at, quick, machine: machine(), results }
  mkdirSync(RESULTS, { recursive: true })
  const file = join(RESULTS, `${at.replaceAll(':', '-')}.json`)
  writeFileSync(file, JSON.stringify(run))
  if (json) process.stdout.write(`${JSON.stringify(run)}\n`)
  else process.stdout.write(`Every sample: ${file}\n`)
  const bars = results.flatMap((result) => (result.status === 'measured' ? judge(result.measurement) : []))
  if (results.some(({ status }) => status === 'failed') || bars.some(({ holds }) => !holds)) process.exitCode = 1
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      quick: { type: 'boolean' },
      json: { type: 'boolean' },
      readme: { type: 'boolean' },
      // Of a process that this program started inside the surroundings of one benchmark: where the result goes.
      result: { type: 'string' },
    },
  })
  if (values.readme) writeReadme()
  else if (values.result) {
    const [program] = choose(positionals)
    if (program) writeFileSync(values.result, JSON.stringify(await runHere(program, values.quick ?? false)))
  } else await measure(positionals, values.quick ?? false, values.json ?? false)
} catch (error) {
  say(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
}
