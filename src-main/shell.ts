import { networkInterfaces } from 'node:os'
import { join } from 'node:path'

import type { WebContents } from 'electron'
import { app, Menu, MessageChannelMain, session, shell } from 'electron'

import { fingerprintWords } from '../src-signaling/server/fingerprint-words.ts'
import { systemClock } from '../src-signaling/server/system-clock.ts'
import { serveScheme } from './app-scheme.ts'
import { createAnnouncer } from './discovery/announcer.ts'
import { createFindOffices } from './discovery/find-offices.ts'
import { browseOffices } from './discovery/mdns.ts'
import { officeNetworks } from './discovery/networks.ts'
import { createEmbeddedHost } from './host/embedded-host.ts'
import type { Invited, PhoneState, Preferences } from './ipc/contract.ts'
import { createHandlers } from './ipc/handlers.ts'
import { registerRequests } from './ipc/register.ts'
import { openLog } from './log.ts'
import { watchAddresses } from './office/address-watch.ts'
import { createOfficeConnection } from './office/office-connection.ts'
import { createOfficeKeeper } from './office/office-keeper.ts'
import { createOfficeSeeker } from './office/office-seeker.ts'
import { readCertificate } from './office/read-certificate.ts'
import { createWakefulness, onWake } from './power.ts'
import { fenceSession } from './security.ts'
import { openShellSettings } from './settings/shell-settings.ts'
import { createAnswering } from './shell/answering.ts'
import { onPageError } from './shell/page-errors.ts'
import { createPageLog } from './shell/page-log.ts'
import { createPutAway } from './shell/put-away.ts'
import { createQuitting, leaveWithSystem } from './shell/quitting.ts'
import { startAtLogin } from './start-at-login.ts'
import { createTray } from './tray.ts'
import { trayPicture } from './tray-state.ts'
import { createAttention } from './window/attention.ts'
import { onWayland } from './window/display-server.ts'
import { openMainWindow, reveal } from './window/main-window.ts'
import { createPageMail } from './window/page-mail.ts'
import { createRingWindow } from './window/ring-window.ts'
import { wordsOf } from './words.ts'

export interface ShellPaths {
  /** The bundle: main, preload, host. */
  readonly code: string
  /** The built phone. */
  readonly phone: string
  readonly icons: string
  readonly profile: string
  readonly profileName: string
}

const NO_PHONE: PhoneState = {
  name: null,
  availability: 'free',
  call: 'none',
  callId: null,
  online: false,
  missed: 0,
  others: 0,
  language: 'system',
}
export interface Beginning {
  /** Started at login: it rings, and shows nothing yet. */
  readonly hidden: boolean
  readonly invited: Invited | null
}

/** Composes the shell once Electron is ready. @returns what a second start of the same profile does: show the window */
export function startShell(paths: ShellPaths, { hidden, invited }: Beginning): (invited: Invited | null) => void {
  const log = openLog(join(paths.profile, 'logs'))
  const fromPage = createPageLog(log, Date.now)
  // Electron would stop everything with a box; what failed has been logged, and calls go on (F-75).
  process.on('uncaughtException', (error) => log(`unexpected: ${error.stack ?? error.message}`))
  process.on('unhandledRejection', (reason) => log(`unexpected: ${String(reason)}`))
  const settings = openShellSettings(join(paths.profile, 'settings.json'))
  // Without the usual menus nobody reloads the phone or opens tools by a key; macOS needs one for copy and paste.
  const roles = [{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }] as const
  Menu.setApplicationMenu(process.platform === 'darwin' ? Menu.buildFromTemplate([...roles]) : null)
  fenceSession(session.defaultSession)
  serveScheme(paths.phone)

  let phone = NO_PHONE
  const words = () => wordsOf(phone.language, app.getLocale())
  const mail = createPageMail((event) => {
    if (!window.isDestroyed()) window.webContents.send('shell', event)
  })
  const tell = mail.send
  if (invited) tell({ kind: 'invited', invited })
  const wayland = onWayland({
    platform: process.platform,
    electron: Number.parseInt(process.versions.electron, 10),
    switchValue: (name) => app.commandLine.getSwitchValue(name),
    environment: process.env,
  })

  const announcer = createAnnouncer(log)
  const host = createEmbeddedHost(
    join(paths.code, 'host-process.cjs'),
    (state) => {
      tell({ kind: 'host', state })
      announcer.follow(state)
      update()
    },
    log,
  )
  const keeper = createOfficeKeeper(
    settings,
    host,
    { dataDir: join(paths.profile, 'host'), webRoot: paths.phone },
    (office) => {
      tell({ kind: 'office', office })
      connection.move()
    },
  )
  const connection = createOfficeConnection({
    choice: keeper.current,
    abandoned: () => {
      if (phone.callId !== null) connection.hangUp(phone.callId, 'hangup')
      follow({ ...NO_PHONE, language: phone.language, missed: phone.missed })
      attention.follow(null)
    },
    followed: (status) => seeker.follow(status),
    closed: () => leaving.said(),
  })
  const looking = {
    networks: () => officeNetworks(networkInterfaces()),
    browse: browseOffices,
    readCertificate,
    words: fingerprintWords,
  }
  const finder = createFindOffices({ ...looking, changed: (search) => tell({ kind: 'search', search }) })
  const seeker = createOfficeSeeker({
    clock: systemClock,
    joined: keeper.joined,
    finder: (only, changed) => createFindOffices({ ...looking, only, changed }),
    found(office) {
      log('the office is at another address now')
      keeper.relocate(office)
    },
  })
  const hosting = () => host.state().status === 'on' && phone.others > 0
  const leaving = createQuitting({
    window: () => window,
    phone: () => phone,
    hosting,
    tell,
    hangUp: (callId) => connection.hangUp(callId, 'hangup'),
    end,
    log,
  })
  const wakefulness = createWakefulness()
  const rings = createRingWindow(log, (line) => fromPage('ring window', line))
  const window = openMainWindow({
    bounds: settings.get().window,
    hidden,
    placed: !wayland,
    icon: join(paths.icons, 'icon.png'),
    zoom: settings.get().zoom,
    remember: (change) => settings.change(change),
    onClose: close,
    quit: () => leaving.request(),
    onGone: mail.left,
    log,
  })
  onPageError(window.webContents, (line) => fromPage('main window', line))
  const attention = createAttention({
    rings,
    main: () => window,
    words,
    open: () => reveal(window),
    log,
    urgent: wayland,
  })
  const answering = createAnswering({
    phone: () => phone,
    tell,
    hangUp: (callId) => connection.hangUp(callId, 'hangup'),
    reveal: () => reveal(window),
  })
  const tray = createTray(paths.icons, {
    open: () => reveal(window),
    quit: () => leaving.request(),
    setAvailability: (choice) => tell({ kind: 'availability', choice }),
    answer: answering.answer,
  })

  function update(): void {
    tray.show(trayPicture(phone, host.state().status), phone, words())
    const needed = phone.call !== 'none' || hosting()
    wakefulness.follow(phone.picture ? 'display' : needed ? 'machine' : 'free')
  }

  function follow(state: PhoneState): void {
    const looked = state.missed === 0 && phone.missed > 0
    phone = state
    if (looked) attention.seen()
    app.setBadgeCount(state.missed)
    if (state.name !== null && state.name !== settings.get().name) settings.change({ name: state.name })
    answering.follow(state)
    update()
  }

  const putAway = createPutAway({
    window: () => window,
    words,
    firstTime() {
      const first = !settings.get().trayExplained
      settings.change({ trayExplained: true })
      return first
    },
    log,
  })

  /** @returns whether the window is kept */
  function close(): boolean {
    if (leaving.decided()) return false
    if (settings.get().closeToTray) void putAway.close()
    else leaving.request()
    return true
  }

  function connect(page: WebContents): void {
    const { port1, port2 } = new MessageChannelMain()
    connection.serve(port1)
    page.postMessage('office-port', null, [port2])
  }

  function apply({ openAtLogin }: Preferences): void {
    startAtLogin(openAtLogin, paths.profileName)
  }

  async function end(): Promise<void> {
    rings.close()
    finder.stop()
    seeker.stop()
    announcer.stop()
    stopWatching()
    connection.close()
    await host.stop()
    tray.close()
  }

  const handlers = createHandlers({
    settings,
    keeper,
    host,
    finder,
    connect,
    showRing: (card) => attention.follow(card),
    showMissed: (card) => attention.missed(card),
    answerRing({ callId, answer }) {
      if (answer === 'dismiss' || answer === 'call-back') attention.seen()
      if (answer !== 'dismiss') answering.answer(callId, answer)
    },
    follow,
    apply,
    pageListens: mail.listens,
    logLine: (line) => fromPage('phone', line),
    openLogs: () => void shell.openPath(join(paths.profile, 'logs')),
    answerQuit: leaving.answer,
  })
  registerRequests(handlers, log)
  onWake(() => connection.renew())
  const stopWatching = watchAddresses(() => {
    connection.renew()
    tell({ kind: 'address-changed' })
    announcer.follow(host.state())
    finder.refresh()
    seeker.refresh()
  })
  leaveWithSystem(window, {
    leaving,
    hangUp: () => phone.callId !== null && connection.hangUp(phone.callId, 'hangup'),
    log,
  })
  // The app goes on in the tray.
  app.on('window-all-closed', () => {})
  app.on('activate', () => reveal(window))
  update()
  keeper.resume()
  if (hidden) void putAway.startHidden()
  return (link) => {
    reveal(window)
    if (link) tell({ kind: 'invited', invited: link })
  }
}
