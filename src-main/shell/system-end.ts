interface Emitter {
  on(event: string, listener: () => void): unknown
}

export interface SystemEndParts {
  readonly platform: NodeJS.Platform
  readonly powerMonitor: Emitter
  /** The main window. */
  readonly window: Emitter
  /** Calls back on a notification of the macOS workspace. */
  readonly onWorkspace: (notification: string, listener: () => void) => void
}

/**
 * Calls back when the person logs off, or the system restarts or shuts down: nobody is asked then (F-72). Each system says it in
 * another way.
 *
 * - Linux: powerMonitor's `shutdown`.
 * - Windows: the window's `session-end`. `query-session-end` comes before it, while another program may still refuse: whoever left
 *   then would miss the calls of a session that goes on.
 * - macOS: the workspace's notification. powerMonitor's `shutdown` comes there for every Quit of the Dock and the menu, too, which asks.
 */
export function onSystemEnd(parts: SystemEndParts, listeners: { readonly soon: () => void; readonly now: () => void }) {
  const { platform, powerMonitor, window, onWorkspace } = parts
  if (platform === 'win32') {
    window.on('query-session-end', listeners.soon)
    window.on('session-end', listeners.now)
  } else if (platform === 'darwin') {
    onWorkspace('NSWorkspaceWillPowerOffNotification', listeners.now)
  } else {
    powerMonitor.on('shutdown', listeners.now)
  }
}
