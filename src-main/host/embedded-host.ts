import type { UtilityProcess } from 'electron'
import { utilityProcess } from 'electron'

import type { HostState, OfficeChange } from '../ipc/contract.ts'
import type { FromHost, HostPlan, ToHost } from './host-messages.ts'

export interface EmbeddedHost {
  state(): HostState
  /** The state as soon as it is neither starting nor about to be started again. */
  settled(): Promise<HostState>
  /** Resolves when it listens, has failed or was stopped meanwhile; one that runs under another plan is replaced. The last wish counts. */
  start(plan: HostPlan): Promise<HostState>
  /** Changes the office's settings while it runs. @returns whether they hold now */
  change(change: OfficeChange): Promise<boolean>
  /** Ends ringing calls politely; resolves when its process is gone, after STOP_PATIENCE at the latest. */
  stop(): Promise<void>
}

/** A host that does not end by itself within this is killed, ms. */
const STOP_PATIENCE = 2_000
/** One that neither listens nor says why not within this hangs, ms. */
const START_PATIENCE = 30_000
/** A change that is not answered within this does not hold, ms. */
const CHANGE_PATIENCE = 10_000
/** After an accident it is started again, ever more slowly, and no more often than this in a row. */
const RESTART_DELAYS = [250, 1_000, 4_000, 10_000] as const
/** A host that ran for so long has recovered, ms. */
const RECOVERED = 60_000

/**
 * Runs the office's host in a `utilityProcess`, and starts it again when it dies. There is never more than one process: the next begins
 * when the one before is gone, in the order of the wishes, and only the last wish is carried out.
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
  let timer: NodeJS.Timeout | null = null
  let waiting: ((state: HostState) => void)[] = []
  /** Changes that the present process has not answered. */
  const changes = new Map<number, (changed: boolean) => void>()
  let lastChange = 0
  /** Starts and stops, each after the one before. */
  let turn: Promise<void> = Promise.resolve()
  /** What was wished last. */
  let wish: { readonly plan: HostPlan | null } = { plan: null }

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
      clearTimer()
      const { kind: _kind, localPort, ...where } = message
      // A host that comes back must be where its colleagues look for it.
      plan = { ...plan, port: message.port, localPort }
      become({ status: 'on', name: plan.name, notice, ...where })
    } else if (message.kind === 'failed') {
      clearTimer()
      become({ status: 'failed', problem: message.problem, sentence: message.sentence })
    } else if (message.kind === 'moved') {
      const { lanUrls, invite } = message
      if (state.status === 'on') become({ ...state, lanUrls, invite })
    } else if (message.kind === 'changed') {
      const { id, settings } = message
      if (settings && state.status === 'on') become({ ...state, settings })
      changes.get(id)?.(settings !== null)
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
    let own: UtilityProcess
    try {
      own = utilityProcess.fork(script, [], { serviceName: 'Ringdown host', stdio: 'ignore' })
    } catch (error) {
      const sentence = error instanceof Error ? error.message : String(error)
      return become({ status: 'failed', problem: 'other', sentence })
    }
    child = own
    const began = Date.now()
    own.on('message', (message: FromHost) => {
      if (child === own) receive(message)
    })
    // Without a listener it would be thrown here; `exit` follows (Electron, UtilityProcess "error").
    own.on('error', (type, location) => log(`host: ${type} at ${location}`))
    own.on('exit', (code) => {
      if (child !== own) return
      release()
      log(`host: it ended by itself (${code})`)
      died(Date.now() - began)
    })
    timer = setTimeout(() => {
      log('host: it does not begin to listen, and is ended')
      own.kill()
    }, START_PATIENCE)
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
    timer = setTimeout(launch, delay)
  }

  function clearTimer(): void {
    if (timer) clearTimeout(timer)
    timer = null
  }

  /** Forgets its process, so that nothing it still says counts. */
  function release(): UtilityProcess | null {
    clearTimer()
    const own = child
    child = null
    for (const answer of changes.values()) answer(false)
    return own
  }

  /** The present process ends in its turn; what is wished next has the one after. */
  function retire(next: HostPlan | null): { readonly plan: HostPlan | null } {
    const old = release()
    if (old) turn = turn.then(() => ended(old))
    plan = null
    accidents = 0
    wish = { plan: next }
    return wish
  }

  const isWished = (wanted: HostPlan): boolean =>
    wish.plan?.name === wanted.name && wish.plan.classic === wanted.classic

  return {
    state: () => state,
    settled,
    start(wanted) {
      if ((state.status === 'on' || state.status === 'starting') && isWished(wanted)) return settled()
      const own = retire(wanted)
      become({ status: 'starting' })
      turn = turn.then(() => {
        if (own !== wish) return
        plan = wanted
        launch()
      })
      return settled()
    },
    change(change) {
      const own = child
      if (state.status !== 'on' || !own) return Promise.resolve(false)
      const id = (lastChange += 1)
      return new Promise((resolve) => {
        const patience = setTimeout(() => answer(false), CHANGE_PATIENCE)
        const answer = (holds: boolean) => {
          clearTimeout(patience)
          changes.delete(id)
          resolve(holds)
        }
        changes.set(id, answer)
        own.postMessage({ kind: 'change', id, change } satisfies ToHost)
      })
    },
    async stop() {
      const own = retire(null)
      await turn
      if (own === wish) become({ status: 'off' })
    },
  }
}

/** Ends a process, politely first; resolves when it is gone, or cannot be ended by any means. */
function ended(own: UtilityProcess): Promise<void> {
  return new Promise((resolve) => {
    let patience = setTimeout(() => {
      own.kill()
      patience = setTimeout(resolve, STOP_PATIENCE)
    }, STOP_PATIENCE)
    own.once('exit', () => {
      clearTimeout(patience)
      resolve()
    })
    own.postMessage({ kind: 'stop' } satisfies ToHost)
  })
}
