import type { ShellBridge } from '../../src-main/ipc/contract.ts'
import type { Clock, DesktopPort, SignalingPort } from '../call/ports.ts'
import type { Identity } from '../signaling/identity.ts'
import { createDesktopSignaling } from '../signaling/desktop-signaling.ts'
import type { PhoneStore } from '../ui/view-model.ts'
import { within } from '../within.ts'
import { createElectronDesktop } from './electron-desktop.ts'
import type { ShellSignals } from './shell-link.ts'
import { linkShell } from './shell-link.ts'
import type { ShellStore } from './shell-store.ts'
import { createShellStore } from './shell-store.ts'

/** What the desktop app puts in the place of the browser. */
export interface Desktop {
  readonly signaling: SignalingPort
  readonly desktop: DesktopPort
  readonly shell: ShellStore
  /** The name in the settings file, for a phone that has none. */
  readonly name: string | null
  /** To be called once with the running phone. */
  link(phone: PhoneStore): void
}

/** More the shell's log does not take, characters. */
const LONGEST_LINE = 2_000
/** A shell that does not answer in this time, ms, does not answer. */
const PATIENCE = 20_000

/** Asks the shell how things are, and for the port to the office. @throws Error when the shell does not answer its own page */
export async function openDesktop(bridge: ShellBridge, identity: Identity, clock: Clock): Promise<Desktop> {
  const answer = await within(clock, PATIENCE, bridge.startUp(null))
  if (answer.status === 'refused') throw new Error(`the shell refused its page: ${answer.problem}`)
  const arriving = officePort()
  void bridge.connectOffice(null)
  const shell = createShellStore(bridge, answer.reply)
  const signals: ShellSignals = { leave: () => {}, addressChanged: () => {} }
  return {
    signaling: createDesktopSignaling(await within(clock, PATIENCE, arriving), identity, clock),
    desktop: createElectronDesktop(signals, (line) => void bridge.log(line.slice(0, LONGEST_LINE))),
    shell,
    name: answer.reply.name,
    link: (phone) => linkShell(bridge, shell, phone, signals),
  }
}

/** The port that preload hands on as a message of this window. */
function officePort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const receive = (event: MessageEvent) => {
      const [port] = event.ports
      if (event.source !== window || event.data !== 'ringdown-office-port' || !port) return
      removeEventListener('message', receive)
      resolve(port)
    }
    addEventListener('message', receive)
  })
}
