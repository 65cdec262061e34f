import { hostname, userInfo } from 'node:os'

import { toString as drawQr } from 'qrcode'

import { hostUrl } from '../../src-signaling/protocol/index.ts'
import { fingerprintWords } from '../../src-signaling/server/fingerprint-words.ts'
import type { FindOffices } from '../discovery/find-offices.ts'
import type { EmbeddedHost } from '../host/embedded-host.ts'
import { readTyped } from '../office/office-choice.ts'
import type { OfficeKeeper } from '../office/office-keeper.ts'
import { readCertificate } from '../office/read-certificate.ts'
import type { ShellSettingsStore } from '../settings/shell-settings.ts'
import type { Examined, GivenAnswer, Invited, MissedCard, PhoneState, Preferences, RingCard } from './contract.ts'
import type { Handlers } from './register.ts'

export interface HandlerParts {
  readonly settings: ShellSettingsStore
  readonly keeper: OfficeKeeper
  readonly host: EmbeddedHost
  readonly finder: FindOffices
  /** Gives the phone's page its port to the office. */
  readonly connect: (page: Electron.WebContents) => void
  readonly showRing: (card: RingCard | null) => void
  readonly showMissed: (card: MissedCard) => void
  readonly answerRing: (given: GivenAnswer) => void
  readonly follow: (state: PhoneState) => void
  readonly apply: (preferences: Preferences) => void
  readonly openLogs: () => void
  /** The page listens from now on; an invitation that waited for it. */
  readonly pageListens: () => Invited | null
  readonly logLine: (line: string) => void
  readonly answerQuit: (go: boolean) => void
}

/** What each request of the table does. */
export function createHandlers(parts: HandlerParts): Handlers {
  const { settings, keeper, host, finder } = parts
  const preferences = (): Preferences => {
    const { closeToTray, openAtLogin } = settings.get()
    return { closeToTray, openAtLogin }
  }
  return {
    startUp: () => ({
      name: settings.get().name,
      suggestedName: accountName(),
      machine: hostname(),
      office: keeper.here(),
      invited: parts.pageListens(),
      host: host.state(),
      preferences: preferences(),
      trouble: settings.trouble(),
    }),
    connectOffice: (_request, event) => done(parts.connect(event.sender)),
    hostOffice: ({ name }) => keeper.host(name),
    stopHosting: async () => done(await keeper.stopHosting()),
    setClassic: (on) => keeper.setClassic(on),
    changeOffice: (change) => host.change(change),
    findOffices: (on) => done(on ? finder.start() : finder.stop()),
    examine: (text) => examine(text),
    joinOffice: async (choice) => done(await keeper.join(choice)),
    forgetOffice: async () => done(await keeper.forget()),
    showRing: (card) => done(parts.showRing(card)),
    reportState: (state) => done(parts.follow(state)),
    setPreferences(wanted) {
      settings.change(wanted)
      parts.apply(wanted)
      return preferences()
    },
    openLogs: () => done(parts.openLogs()),
    async drawQr(text) {
      const svg = await drawQr(text, { type: 'svg', margin: 1, errorCorrectionLevel: 'L' })
      return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
    },
    quit: (go) => done(parts.answerQuit(go)),
    showMissed: (card) => done(parts.showMissed(card)),
    answerRing: (given) => done(parts.answerRing(given)),
    log: (line) => done(parts.logLine(line)),
  }
}

const done = (_nothing: void): null => null

/** Empty for a user without an entry in the list of accounts, as in a container. */
function accountName(): string {
  try {
    return userInfo().username.slice(0, 64)
  } catch {
    return ''
  }
}

/** What is behind something pasted or typed; a host without pin is asked for its certificate only (S-02). */
async function examine(text: string): Promise<Examined> {
  const typed = readTyped(text)
  if (typed.status === 'bad') return { status: 'failed', problem: typed.problem }
  if (typed.status === 'invitation') {
    const { pin } = typed.choice
    return {
      status: 'ok',
      choice: typed.choice,
      words: pin === null ? null : await fingerprintWords(pin),
      compare: false,
    }
  }
  const { host: address, port } = typed
  const certificate = await readCertificate(address, port)
  if (certificate.status === 'failed') return certificate
  const office = new URL(hostUrl(address, port)).host
  const choice = { addresses: [address], port, office }
  if (certificate.trusted) return { status: 'ok', choice: { ...choice, pin: null }, words: null, compare: false }
  const words = await fingerprintWords(certificate.pin)
  return { status: 'ok', choice: { ...choice, pin: certificate.pin }, words, compare: true }
}
