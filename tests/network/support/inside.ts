import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

import type { Machine } from './namespaces.ts'
import { sh } from './shell.ts'

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** Runs until the namespace is torn down; resolves with its first line. */
export function keepRunning(machine: Machine, name: string, ...args: readonly string[]): Promise<string> {
  const [command, ...rest] = machine.inside(process.execPath, script(name), ...args)
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    child.once('close', (code) => reject(new Error(`${name} ended with ${code}`)))
  })
}

/** Runs to its end and gives back the JSON that it printed. */
export const runInside = (machine: Machine, name: string, ...args: readonly string[]): unknown =>
  JSON.parse(sh(...machine.inside(process.execPath, script(name), ...args)))
