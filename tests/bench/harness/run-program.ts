import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { missingFor } from '../../run/provide.mjs'
import { ROOT } from './child.ts'
import { CannotRun } from './outcome.ts'
import type { Bench, Program } from './program.ts'
import type { Result } from './report.ts'

const say = (text: string) => void process.stderr.write(text)

/** No program takes longer than this, ms: the whole suite is to end within 40 minutes. */
const LIMIT = 10 * 60_000

function tooLong(closes: (() => unknown)[]): Promise<never> {
  return new Promise((_resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not done after ${LIMIT / 60_000} minutes`)), LIMIT)
    closes.push(() => clearTimeout(timer))
  })
}

/** Measures in this process; what the program opened is closed again, whatever happens. */
export async function runHere({ id, title, run }: Program, quick: boolean): Promise<Result> {
  const began = performance.now()
  const about = () => ({ id, title, seconds: Math.round((performance.now() - began) / 1_000) })
  const closes: (() => unknown)[] = []
  const bench: Bench = {
    quick,
    progress: (text) => say(process.stderr.isTTY ? `\r\u001B[K${id} ${text}` : `${id} ${text}\n`),
    closeLater: (close) => void closes.push(close),
  }
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

/** The same in a process of its own below a command that makes the surroundings. */
async function runBelow(around: readonly string[], { id, title }: Program, quick: boolean): Promise<Result> {
  const file = join(tmpdir(), `ringdown-bench-${process.pid}.json`)
  const itself = [
    process.execPath,
    join(ROOT, 'dist/bench/main.js'),
    id,
    '--result',
    file,
    ...(quick ? ['--quick'] : []),
  ]
  const [command = '', ...args] = [...around, ...itself]
  // What it prints is progress: the table has the other stream to itself.
  const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', process.stderr, process.stderr] })
  const [code] = (await once(child, 'exit')) as [number | null]
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Result
  } catch {
    return { id, title, seconds: 0, status: 'failed', why: `${command} ended with ${code} and measured nothing` }
  } finally {
    rmSync(file, { force: true })
  }
}

/** Measures where the program wants it, or says what this machine lacks. */
export async function runProgram(program: Program, quick: boolean): Promise<Result> {
  const { id, title, needs = [], around } = program
  const missing = needs.flatMap((need) => missingFor(need) ?? [])
  if (missing.length > 0) return { id, title, seconds: 0, status: 'cannot-run', why: missing.join(' ') }
  return around ? runBelow(around, program, quick) : runHere(program, quick)
}
