import type { DesktopPort } from '../call/ports.ts'
import { onPageAddressChange } from './address-change.ts'
import type { ShellSignals } from './shell-link.ts'

/**
 * The surroundings in the desktop app. Ring window, badge, tray and sleep are the shell's: it follows what shell-link reports.
 * @param signals where the shell's own news of leaving and of addresses arrive
 * @param keepLine hands a line to the shell's log
 */
export function createElectronDesktop(signals: ShellSignals, keepLine: (line: string) => void): DesktopPort {
  return {
    kind: 'desktop',
    announceRing: () => () => {},
    showMissed: () => {},
    onLeave(listener) {
      signals.leave = listener
      addEventListener('pagehide', listener)
      return () => removeEventListener('pagehide', listener)
    },
    onAddressChange(listener) {
      signals.addressChanged = listener
      return onPageAddressChange(listener)
    },
    allowNotifications: () => {},
    stayAwake: () => () => {},
    log(line) {
      globalThis.console.info(line)
      keepLine(line)
    },
  }
}
