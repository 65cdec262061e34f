import { networkInterfaces } from 'node:os'
import { join } from 'node:path'

import type { WebContents } from 'electron'
import { app, Menu, MessageChannelMain, Notification, powerMonitor, session, shell } from 'electron'

import { fingerprintWords } from '../src-signaling/server/fingerprint-words.ts'
import { systemClock } from '../src-signaling/server/system-clock.ts'
import { serveScheme } from './app-scheme.ts'
import { createAnnouncer } from './discovery/announcer.ts'
import { createFindOffices } from './discovery/find-offices.ts'
import { browseOffices } from './discovery/mdns.ts'
import { officeNetworks } from './discovery/networks.ts'
import { createEmbeddedHost } from './host/embedded-host.ts'
import type { Invited, PhoneState, Preferences, RingAnswer, ShellEvent } from './ipc/contract.ts'
import { createHandlers } from './ipc/handlers.ts'
import { registerRequests } from './ipc/register.ts'
import { createLeaving } from './leaving.ts'
import { openLog } from './log.ts'
import { watchAddresses } from './office/address-watch.ts'
import { createOfficeConnection } from './office/office-connection.ts'
import { createOfficeKeeper } from './office/office-keeper.ts'
import { createOfficeSeeker } from './office/office-seeker.ts'
import { readCertificate } from './office/read-certificate.ts'
import { createWakefulness, onWake } from './power.ts'
import { fenceSession } from './security.ts'
import { openShellSettings } from './settings/shell-settings.ts'
import { startAtLogin } from './start-at-login.ts'
import { createTray } from './tray.ts'
import { trayPicture } from './tray-state.ts'
import { createAttention } from './window/attention.ts'
import { openMainWindow, reveal } from './window/main-window.ts'
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
/** A phone that does not carry out a hang-up from the tray within this hangs, ms (F-69). */
const PHONE_PATIENCE = 1_500
/** A crashed page is loaded again after this, ms (F-68). */
const RELOAD_AFTER = 300

export interface Beginning {
  /** Started at login: it rings, and shows nothing yet. */
  readonly hidden: boolean
  readonly invited: Invited | null
}

/** Composes the shell once Electron is ready. @returns what a second start of the same profile does: show the window */
export function startShell(paths: ShellPaths, { hidden, ...first }: Beginning): (invited: Invited | null) => void {
  let { invited } = first
  const log = openLog(join(paths.profile, 'logs'))
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
  const tell = (event: ShellEvent) => window.webContents.send('shell', event)

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
  const leaving = createLeaving({
    needed: () => phone.call !== 'none' || (host.state().status === 'on' && phone.others > 0),
    ask() {
      if (window.webContents.isCrashed()) return false
      reveal(window)
      tell({ kind: 'ask-quit' })
      return true
    },
    goodbye: () => tell({ kind: 'leave' }),
    end,
  })
  const wakefulness = createWakefulness()
  const rings = createRingWindow()
  const window = openMainWindow({
    bounds: settings.get().window,
    hidden,
    icon: join(paths.icons, 'icon.png'),
    remember: (bounds) => settings.change({ window: bounds }),
    onClose: closeToTray,
    onCrash: () => setTimeout(() => window.webContents.reload(), RELOAD_AFTER),
  })
  const attention = createAttention(
    rings,
    () => window,
    words,
    () => reveal(window),
  )
  const tray = createTray(paths.icons, {
    open: () => reveal(window),
    quit: () => leaving.request(),
    setAvailability: (choice) => tell({ kind: 'availability', choice }),
    answer,
  })

  function update(): void {
    const { status } = host.state()
    tray.show(trayPicture(phone, status), phone, words())
    wakefulness.follow(phone.call !== 'none' || (status === 'on' && phone.others > 0))
  }

  function follow(state: PhoneState): void {
    phone = state
    app.setBadgeCount(state.missed)
    if (state.name !== null && state.name !== settings.get().name) settings.change({ name: state.name })
    update()
  }

  function answer(given: RingAnswer | 'hang-up'): void {
    tell({ kind: 'answer', answer: given })
    const { callId } = phone
    if (callId === null || (given !== 'hang-up' && given !== 'decline')) return
    setTimeout(() => {
      if (phone.callId === callId) connection.hangUp(callId, 'hangup')
    }, PHONE_PATIENCE)
  }

  function closeToTray(): void {
    if (!settings.get().closeToTray) return leaving.request()
    window.hide()
    if (settings.get().trayExplained || !Notification.isSupported()) return
    settings.change({ trayExplained: true })
    new Notification({ title: words().stillHere, body: words().stillHereLine }).show()
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
    finder.stop()
    seeker.stop()
    announcer.stop()
    stopWatching()
    connection.close()
    await host.stop()
    tray.close()
    app.exit(0)
  }

  const handlers = createHandlers({
    settings,
    keeper,
    host,
    finder,
    connect,
    showRing: (card) => attention.follow(card),
    answerRing: answer,
    follow,
    apply,
    invited() {
      const given = invited
      invited = null
      return given
    },
    openLogs: () => void shell.openPath(join(paths.profile, 'logs')),
    answerQuit: (go) => leaving.answer(go),
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
  powerMonitor.on('shutdown', () => leaving.now())
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => leaving.now())
  app.on('before-quit', (event) => {
    event.preventDefault()
    leaving.request()
  })
  // The app goes on in the tray.
  app.on('window-all-closed', () => {})
  app.on('activate', () => reveal(window))
  update()
  keeper.resume()
  return (link) => {
    reveal(window)
    if (link) tell({ kind: 'invited', invited: link })
  }
}
