import { describe, expect, test } from 'vitest'

import type { Measurement } from '../../../bench/harness/outcome.ts'
import { CannotRun } from '../../../bench/harness/outcome.ts'
import type { Program } from '../../../bench/harness/program.ts'
import { runHere, runProgram } from '../../../bench/harness/run-program.ts'

const nothing: Measurement = { series: [], bars: [] }
const program = (run: Program['run'], more: Partial<Program> = {}): Program => ({
  id: 'P-0',
  title: 'none',
  run,
  ...more,
})

describe('the run of one benchmark', () => {
  test('closes what was opened, the last one first, also after a failure', async () => {
    const closed: string[] = []
    const run = program(async ({ closeLater }) => {
      closeLater(() => closed.push('first'))
      closeLater(() => closed.push('second'))
      throw new Error('it broke')
    })
    expect(await runHere(run, true)).toMatchObject({ status: 'failed', why: 'it broke' })
    expect(closed).toEqual(['second', 'first'])
  })

  test('what this machine lacks is not a failure', async () => {
    const lacking = program(() => Promise.reject(new CannotRun('there is no Chromium')))
    expect(await runHere(lacking, true)).toMatchObject({ status: 'cannot-run', why: 'there is no Chromium' })
  })

  test('one that needs surroundings gives its result from there', async () => {
    const elsewhere = program(() => Promise.resolve(nothing), { around: ['false'] })
    expect(await runProgram(elsewhere, true)).toMatchObject({
      status: 'failed',
      why: 'false ended with 1 and measured nothing',
    })
    expect(
      await runProgram(
        program(() => Promise.resolve(nothing)),
        true,
      ),
    ).toMatchObject({ status: 'measured' })
  })
})
