import type { BrowserWindow } from 'electron'
import { app, powerMonitor, systemPreferences } from 'electron'

import type { PhoneState, ShellEvent } from '../ipc/contract.ts'
import type { Leaving } from '../leaving.ts'
import { createLeaving } from '../leaving.ts'
import { reveal } from '../window/main-window.ts'
import { createAsking } from './asking.ts'
import { onSystemEnd } from './system-end.ts'

/** A hang-up needs so long to get out, ms. */
const OUT = 150
/** Everything has so long to end, ms: then the process ends all the same. */
const ENDING = 5_000

export interface QuittingParts {
  readonly window: () => BrowserWindow
  readonly phone: () => PhoneState
  /** Others use the host of this app. */
  readonly hosting: () => boolean
  readonly tell: (event: ShellEvent) => void
  /** Ends a call for a phone that does not do it itself. */
  readonly hangUp: (callId: string) => void
  /** Ends everything that runs. */
  readonly end: () => Promise<void>
  readonly log: (line: string) => void
}

/** Quitting in the running app: the menu, the system, signals, and a page that no longer answers. */
export function createQuitting({ window, phone, hosting, tell, hangUp, end, log }: QuittingParts): Leaving {
  const asking = createAsking({
    show() {
      if (window().isDestroyed() || window().webContents.isCrashed()) return false
      reveal(window())
      tell({ kind: 'ask-quit' })
      return true
    },
    alive: () => window().webContents.executeJavaScript('0'),
    gaveUp() {
      log('quitting: the phone does not answer')
      leaving.now()
    },
  })
  const leaving = createLeaving({
    needed: () => phone().call !== 'none' || hosting(),
    ask: asking.ask,
    goodbye() {
      asking.stop()
      tell({ kind: 'leave' })
    },
    end: leave,
  })

  /** For a phone that cannot do it, or not in time. @returns whether there was a call */
  function endCall(): boolean {
    const { callId } = phone()
    if (callId !== null) hangUp(callId)
    return callId !== null
  }

  /** Whatever fails or takes too long, the process ends. */
  async function leave(said: boolean): Promise<void> {
    setTimeout(() => app.exit(0), ENDING)
    try {
      if (!said && endCall()) await new Promise((resolve) => setTimeout(resolve, OUT))
      await end()
    } catch (error) {
      log(`ending: ${error instanceof Error ? error.message : String(error)}`)
    }
    app.exit(0)
  }

  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => leaving.now())
  app.on('before-quit', (event) => {
    if (leaving.decided()) return
    event.preventDefault()
    leaving.request()
  })
  return {
    ...leaving,
    answer(go) {
      asking.stop()
      leaving.answer(go)
    },
  }
}

/** Nobody is asked when the system ends the session. */
export function leaveWithSystem(window: BrowserWindow, { leaving, hangUp, log }: LeaveWithSystemParts): void {
  onSystemEnd(
    {
      platform: process.platform,
      powerMonitor,
      window,
      onWorkspace: (name, listener) => systemPreferences.subscribeWorkspaceNotification(name, listener),
    },
    {
      soon: () => log('the session may end'),
      now() {
        log('the session ends')
        // Windows ends the process right after this event.
        if (process.platform === 'win32') hangUp()
        leaving.now()
      },
    },
  )
}

export interface LeaveWithSystemParts {
  readonly leaving: Leaving
  readonly hangUp: () => void
  readonly log: (line: string) => void
}
