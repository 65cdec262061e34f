import type { DesktopPort } from '../call/ports.ts'

/**
 * The surroundings in the desktop app. Ring window, badge, tray and sleep are the shell's: it follows what shell-link reports.
 * @param onLeave registers what has to be done before the app ends
 */
export function createElectronDesktop(onLeave: (listener: () => void) => void): DesktopPort {
  return {
    kind: 'desktop',
    announceRing: () => () => {},
    showMissed: () => {},
    onLeave(listener) {
      onLeave(listener)
      addEventListener('pagehide', listener)
      return () => removeEventListener('pagehide', listener)
    },
    allowNotifications: () => {},
    stayAwake: () => () => {},
  }
}
