import { readdirSync, readFileSync } from 'node:fs'

import type { Browser } from '@playwright/test'
import { chromium } from '@playwright/test'

import { chromiumLaunch } from './chromium.ts'

/** A browser that is a machine of its own: it can sleep, wake, and lose one of its processes. */
export interface SeparateBrowser {
  readonly browser: Browser
  /** Every process of it stops (SIGSTOP), as a machine that sleeps. */
  sleep(): void
  wake(): void
  /** SIGKILL for those of its processes whose command line has this in it. @returns how many there were */
  killProcesses(kind: string): number
  close(): Promise<void>
}

export async function separateBrowser(): Promise<SeparateBrowser> {
  const server = await chromium.launchServer(chromiumLaunch())
  const browser = await chromium.connect(server.wsEndpoint())
  const root = server.process().pid ?? 0
  const signal = (name: NodeJS.Signals) => {
    for (const pid of [root, ...childrenOf(root)]) tell(pid, name)
  }
  return {
    browser,
    sleep: () => signal('SIGSTOP'),
    wake: () => signal('SIGCONT'),
    killProcesses(kind) {
      const found = [root, ...childrenOf(root)].filter((pid) => commandOf(pid).includes(kind))
      for (const pid of found) tell(pid, 'SIGKILL')
      return found.length
    },
    async close() {
      signal('SIGCONT')
      await browser.close()
      await server.close()
    },
  }
}

/** One that has ended meanwhile needs no signal. */
function tell(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // It ended while we looked.
    return ''
  }
}

const commandOf = (pid: number): string => read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')

/** Every process below one. */
function childrenOf(root: number): readonly number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    const parent = /\) \S (\d+)/.exec(/^\d+$/.test(name) ? read(`/proc/${name}/stat`) : '')?.[1]
    if (parent !== undefined) parents.set(Number(name), Number(parent))
  }
  const below = (pid: number): readonly number[] =>
    [...parents].filter(([, parent]) => parent === pid).flatMap(([child]) => [child, ...below(child)])
  return below(root)
}
