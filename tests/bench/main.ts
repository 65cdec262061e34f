import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { ROOT } from './harness/child.ts'
import { describeMachine } from './harness/machine.ts'
import { CannotRun, judge } from './harness/outcome.ts'
import type { Bench, Program } from './harness/program.ts'
import type { Result, Run } from './harness/report.ts'
import { describeResult, insertTable, readmeTable } from './harness/report.ts'
import { acceptToAudible } from './programs/accept-to-audible.ts'
import { dialToRinging } from './programs/dial-to-ringing.ts'
import { memoryPerPhone } from './programs/memory-per-phone.ts'
import { presence } from './programs/presence.ts'
import { relayThroughput } from './programs/relay-throughput.ts'
import { restartStormOf500 } from './programs/restart-storm.ts'
import { serverCpuPerCall } from './programs/server-cpu-per-call.ts'
import { start } from './programs/start.ts'

const PROGRAMS: readonly Program[] = [
  acceptToAudible,
  dialToRinging,
  relayThroughput,
  serverCpuPerCall,
  memoryPerPhone,
  presence,
  restartStormOf500,
  start,
]

const RESULTS = join(ROOT, 'tests/bench/results')
const say = (text: string) => void process.stderr.write(text)

/** No program takes longer than this, ms: the whole suite is to end within 40 minutes. */
const LIMIT = 10 * 60_000

function tooLong(closes: (() => unknown)[]): Promise<never> {
  return new Promise((_resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not done after ${LIMIT / 60_000} minutes`)), LIMIT)
    closes.push(() => clearTimeout(timer))
  })
}

async function runProgram({ id, title, run }: Program, quick: boolean): Promise<Result> {
  const closes: (() => unknown)[] = []
  const bench: Bench = {
    quick,
    progress: (text) => say(process.stderr.isTTY ? `\r\u001B[K${id} ${text}` : `${id} ${text}\n`),
    closeLater: (close) => void closes.push(close),
  }
  const began = performance.now()
  const about = () => ({ id, title, seconds: Math.round((performance.now() - began) / 1_000) })
  try {
    const measurement = await Promise.race([run(bench), tooLong(closes)])
    return { ...about(), status: 'measured', measurement }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { ...about(), status: error instanceof CannotRun ? 'cannot-run' : 'failed', why }
  } finally {
    for (const close of closes.reverse()) await close()
    if (process.stderr.isTTY) say('\r\u001B[K')
  }
}

/** The last result of every program, whichever run it was measured in, on top of the newest run's machine. */
function lastRun(): Run {
  const files = readdirSync(RESULTS)
    .filter((name) => name.endsWith('.json'))
    .sort()
  const runs = files.map((name) => JSON.parse(readFileSync(join(RESULTS, name), 'utf8')) as Run)
  const newest = runs.at(-1)
  if (!newest) throw new Error('Nothing was measured yet: npm run bench')
  const last = new Map(runs.flatMap((run) => run.results.map((result) => [result.id, result] as const)))
  return { ...newest, results: PROGRAMS.flatMap(({ id }) => last.get(id) ?? []) }
}

function writeReadme(): void {
  const path = join(ROOT, 'README.md')
  writeFileSync(path, insertTable(readFileSync(path, 'utf8'), readmeTable(lastRun())))
}

async function measure(ids: readonly string[], quick: boolean, json: boolean): Promise<void> {
  const chosen = PROGRAMS.filter(({ id }) => ids.length === 0 || ids.includes(id))
  const unknown = ids.filter((id) => !PROGRAMS.some((program) => program.id === id))
  if (unknown.length > 0)
    throw new Error(`There is no ${unknown.join(', ')}; there are ${PROGRAMS.map(({ id }) => id).join(' ')}.`)
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
    options: { quick: { type: 'boolean' }, json: { type: 'boolean' }, readme: { type: 'boolean' } },
  })
  if (values.readme) writeReadme()
  else await measure(positionals, values.quick ?? false, values.json ?? false)
} catch (error) {
  say(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
}
