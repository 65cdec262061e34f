import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { join } from 'node:path'

import type { Machine } from '../../network/support/namespaces.ts'

/** The root of the repository; `npm run` starts every program there. */
export const ROOT = process.cwd()

export interface Memory {
  /** Resident set: what the process takes from the machine, bytes. */
  readonly resident: number
  /** What its objects and buffers take, bytes: free of what the allocators keep for later. */
  readonly live: number
}

/** A server in a process of its own, with the probe inside. */
export interface Child {
  readonly pid: number
  /** The line of JSON it printed when it was ready. */
  readonly ready: Readonly<Record<string, unknown>>
  /** ms from the start of the process to that line. */
  readonly startedMs: number
  /** What it prints next. */
  nextLine(): Promise<string>
  /** Processor time so far, ms. */
  cpu(): Promise<number>
  /** After a full collection. */
  memory(): Promise<Memory>
  stop(signal?: NodeJS.Signals): Promise<void>
}

interface ProbeAnswer extends Memory {
  readonly cpuMs: number
}

/** Starts a script with Node, on this machine or another, and waits until it is ready. @throws Error when it ends before */
export async function startChild(script: string, args: readonly string[] = [], machine?: Machine): Promise<Child> {
  const node = [process.execPath, '--expose-gc', '--require', join(ROOT, 'tests/bench/servers/probe.cjs')] as const
  const [execPath, ...execArgv] = machine ? machine.inside(...node) : node
  const at = performance.now()
  const child = fork(join(ROOT, script), args, {
    execPath,
    execArgv,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  const exited = once(child, 'exit')
  const early = exited.then(([code]) => {
    throw new Error(`${script} ended with ${String(code)} before it was ready`)
  })
  if (!child.stdout || child.pid === undefined) throw new Error(`${script} could not be started`)
  const lines = createInterface(child.stdout)
  const nextLine = async () => ((await once(lines, 'line')) as [string])[0]
  const line = await Promise.race([nextLine(), early])
  early.catch(() => {})
  const ask = async (question: 'cpu' | 'memory'): Promise<ProbeAnswer> => {
    const answer = once(child, 'message')
    child.send(question)
    const [value] = (await answer) as [ProbeAnswer]
    return value
  }
  return {
    pid: child.pid,
    ready: JSON.parse(line) as Record<string, unknown>,
    startedMs: performance.now() - at,
    nextLine,
    cpu: async () => (await ask('cpu')).cpuMs,
    memory: () => ask('memory'),
    async stop(signal = 'SIGTERM') {
      child.kill(signal)
      await exited
    },
  }
}
