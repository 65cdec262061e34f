import type { UtilityProcess } from 'electron'
import { utilityProcess } from 'electron'

import type { HostState, OfficeChange } from '../ipc/contract.ts'
import type { FromHost, HostPlan, ToHost } from './host-messages.ts'

export interface EmbeddedHost {
  state(): HostState
  /** The state as soon as it is neither starting nor about to be started again. */
  settled(): Promise<HostState>
  /** Resolves when it listens or has failed; one that runs under another plan is replaced. */
  start(plan: HostPlan): Promise<HostState>
  /** Changes the office's settings while it runs. @returns whether they hold now */
  change(change: OfficeChange): Promise<boolean>
  /** Ends ringing calls politely; resolves when its process is gone, after STOP_PATIENCE at the latest. */
  stop(): Promise<void>
}

/** A host that does not end by itself within this is killed, ms. */
const STOP_PATIENCE = 2_000
/** After an accident it is started again, ever more slowly, and no more often than this in a row. */
const RESTART_DELAYS = [250, 1_000, 4_000, 10_000] as const
/** A host that ran for so long has recovered, ms. */
const RECOVERED = 60_000

/**
 * Runs the office's host in a `utilityProcess`, and starts it again when it dies.
 * @param script the bundled host process
 * @param log gets each line of the host's log
 */
export function createEmbeddedHost(
  script: string,
  changed: (state: HostState) => void,
  log: (line: string) => void,
): EmbeddedHost {
  let state: HostState = { status: 'off' }
  let child: UtilityProcess | null = null
  let plan: HostPlan | null = null
  let notice: string | null = null
  let accidents = 0
  let restart: NodeJS.Timeout | null = null
  let waiting: ((state: HostState) => void)[] = []
  /** Changes that the present process has not answered. */
  const changes = new Map<number, (changed: boolean) => void>()
  let lastChange = 0

  function become(next: HostState): void {
    state = next
    changed(next)
    if (next.status === 'starting') return
    for (const resolve of waiting.splice(0)) resolve(next)
  }

  const settled = (): Promise<HostState> =>
    state.status === 'starting' ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(state)

  function receive(message: FromHost): void {
    if (message.kind === 'listening' && plan) {
      const { kind: _kind, localPort, ...where } = message
      // A host that comes back must be where its colleagues look for it.
      plan = { ...plan, port: message.port, localPort }
      become({ status: 'on', name: plan.name, notice, ...where })
    } else if (message.kind === 'failed') {
      become({ status: 'failed', problem: message.problem, sentence: message.sentence })
    } else if (message.kind === 'moved') {
      const { lanUrls, invite } = message
      if (state.status === 'on') become({ ...state, lanUrls, invite })
    } else if (message.kind === 'changed') {
      const { id, settings } = message
      if (settings && state.status === 'on') become({ ...state, settings })
      changes.get(id)?.(settings !== null)
      changes.delete(id)
    } else if (message.kind === 'said') {
      // What it mends it says before it listens.
      notice = message.sentence
      if (state.status === 'on') become({ ...state, notice })
    } else if (message.kind === 'log') {
      log(`host: ${message.line}`)
    }
  }

  function launch(): void {
    if (!plan) return
    become({ status: 'starting' })
    notice = null
    const own = utilityProcess.fork(script, [], { serviceName: 'Ringdown host', stdio: 'ignore' })
    child = own
    const began = Date.now()
    own.on('message', (message: FromHost) => {
      if (child === own) receive(message)
    })
    own.on('exit', () => {
      if (child !== own) return
      release()
      died(Date.now() - began)
    })
    own.postMessage({ kind: 'start', plan } satisfies ToHost)
  }

  /** It ended without being told to. */
  function died(livedMs: number): void {
    if (state.status === 'failed' || !plan) return
    if (livedMs > RECOVERED) accidents = 0
    const delay = RESTART_DELAYS[accidents++]
    if (delay === undefined) {
      return become({ status: 'failed', problem: 'other', sentence: 'The host has stopped several times in a row.' })
    }
    become({ status: 'starting' })
    restart = setTimeout(launch, delay)
  }

  /** Forgets its process, so that nothing it still says counts. */
  function release(): UtilityProcess | null {
    if (restart) clearTimeout(restart)
    restart = null
    const own = child
    child = null
    for (const answer of changes.values()) answer(false)
    changes.clear()
    return own
  }

  return {
    state: () => state,
    settled,
    async start(wanted) {
      if (state.status === 'on' && plan?.name === wanted.name && plan.classic === wanted.classic) return state
      const old = release()
      become({ status: 'starting' })
      if (old) await ended(old)
      accidents = 0
      plan = wanted
      launch()
      return settled()
    },
    change(change) {
      if (state.status !== 'on' || !child) return Promise.resolve(false)
      const id = (lastChange += 1)
      child.postMessage({ kind: 'change', id, change } satisfies ToHost)
      return new Promise((resolve) => changes.set(id, resolve))
    },
    async stop() {
      plan = null
      const own = release()
      if (own) await ended(own)
      become({ status: 'off' })
    },
  }
}

function ended(own: UtilityProcess): Promise<void> {
  return new Promise((resolve) => {
    const patience = setTimeout(() => own.kill(), STOP_PATIENCE)
    own.once('exit', () => {
      clearTimeout(patience)
      resolve()
    })
    own.postMessage({ kind: 'stop' } satisfies ToHost)
  })
}
