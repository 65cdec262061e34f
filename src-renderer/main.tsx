import { StrictMode } from 'react'
import type { Root } from 'react-dom/client'
import { createRoot } from 'react-dom/client'

import './ui/theme.css'
import './ui/base.css'
import './ui/forced-colors.css'
import { check, groupNameSchema } from '../src-signaling/protocol/index.ts'
import type { ShellBridge } from '../src-main/ipc/contract.ts'
import { createBrowserDesktop } from './desktop/browser-desktop.ts'
import { guardPage } from './desktop/guard-page.ts'
import { openDesktop } from './desktop/open-desktop.ts'
import { indexedHistory, openHistory } from './history/history-store.ts'
import { historyOfOffice } from './history/office-history.ts'
import { createAudioOutput } from './media/audio-output.ts'
import { openLoop } from './media/loop-connection.ts'
import { createMediaDevices } from './media/media-devices.ts'
import { createPeerPort } from './media/peer-connection.ts'
import { withReadyMicrophone } from './media/ready-microphone.ts'
import { createRingtones } from './media/ringtone.ts'
import { pageStorage } from './page-storage.ts'
import type { RunningPhone } from './phone/phone-store.ts'
import { createPhone } from './phone/phone-store.ts'
import type { StartProblem } from './requirements.ts'
import { missingPart } from './requirements.ts'
import { createProfileStore } from './settings/profile-store.ts'
import { createSettingsStore } from './settings/settings-store.ts'
import type { HostApp } from './signaling/host-app-bridge.ts'
import { awaitHostApp } from './signaling/host-app-bridge.ts'
import { base64url, claimIdentity, loadIdentity } from './signaling/identity.ts'
import { indexedKeys } from './signaling/key-store.ts'
import { createPageFarewell, noLastWords } from './signaling/deferred-farewell.ts'
import { createPageSignaling } from './signaling/page-signaling.ts'
import { createWebviewSignaling } from './signaling/webview-signaling.ts'
import { systemClock as clock } from './system-clock.ts'
import { Accident } from './ui/Accident.tsx'
import { App } from './ui/App.tsx'
import { compareNames, startI18n, translate } from './ui/i18n.ts'
import { NoHostApp } from './ui/NoHostApp.tsx'
import { StartTrouble } from './ui/StartTrouble.tsx'

/** `/#room=001` puts this person into ring group 001, as it did in the rooms this product grew from. */
function roomOf(hash: string): readonly string[] {
  const room = check(groupNameSchema, new URLSearchParams(hash.slice(1)).get('room'))
  return room.success ? [room.data] : []
}

/** Given by the desktop app's preload; a browser has none. */
const bridge = (globalThis as { readonly ringdown?: ShellBridge }).ringdown ?? null
/** This is the page for the WebViews of apps: it says so itself, for an app may keep it under any name. */
const forApps = document.documentElement.dataset['page'] === 'webview'

/** How long the keys' store is waited for, ms. An app that starts with the machine has all the time that a busy disk takes. */
const KEYS_PATIENCE = bridge ? 10_000 : 2_500

/** 16 random bytes, base64url. */
const newId = () => base64url(crypto.getRandomValues(new Uint8Array(16)))

/** @param hostApp the native app that holds the socket; null everywhere else */
async function start(root: Root, hostApp: HostApp | null): Promise<void> {
  const local = pageStorage(() => localStorage)
  const tab = pageStorage(() => sessionStorage)
  const settings = createSettingsStore(local.storage, globalThis)
  await startI18n(settings.get().language)
  const problem = missingPart(globalThis)
  if (problem) return showTrouble(root, problem)
  const claim = await claimIdentity(bridge !== null || hostApp !== null, tab.storage, clock)
  let running: RunningPhone | null = null
  const [{ identity, kept }, history] = await Promise.all([
    loadIdentity({
      claim,
      open: indexedKeys,
      clock,
      patience: KEYS_PATIENCE,
      now: Date.now,
      late: () => restartOnce(tab.storage, running),
    }),
    openHistory(() => indexedHistory(`${claim.storageKey}-recents`), clock),
  ])
  const profile = createProfileStore(identity.lasting ? local.storage : tab.storage)
  profile.change({ groups: [...new Set([...profile.get().groups, ...roomOf(location.hash)])] })
  const devices = withReadyMicrophone(createMediaDevices(settings, clock), settings)
  const app = bridge && (await openDesktop(bridge, identity, clock))
  if (app && profile.get().name === null) profile.change({ name: app.name })
  const icons = { calm: '/icon.svg', ringing: '/icon-ringing.svg' }
  const desktop = app?.desktop ?? createBrowserDesktop('Ringdown', icons)
  const web = () => createPageSignaling(identity, clock)
  const phone = createPhone({
    signaling: app?.signaling ?? (hostApp ? createWebviewSignaling(hostApp, identity, clock, newId) : web()),
    peers: createPeerPort(clock),
    openLoop: (options) => openLoop(options, clock),
    devices,
    output: createAudioOutput({ settings, known: devices.known, look: devices.look, clock }),
    ringtones: createRingtones({ settings, known: devices.known, look: devices.look, clock, free: bridge !== null }),
    desktop,
    lastWords: bridge || hostApp ? noLastWords : createPageFarewell(identity),
    history: historyOfOffice(history, () => app?.shell.view().office?.id ?? null),
    settings,
    profile,
    kept: kept && local.lasts,
    wasDiscarded: (document as { readonly wasDiscarded?: boolean }).wasDiscarded === true,
    clock,
    wall: Date.now,
    newCallId: newId,
    announcement: (name) => ({ title: translate('ring.announce', { name }), body: translate('ring.incoming', {}) }),
    compare: compareNames,
    log: desktop.log,
  })
  running = phone
  app?.link(phone)
  guardPage(phone, bridge !== null)
  addEventListener('hashchange', () => {
    for (const room of roomOf(location.hash)) phone.actions.joinGroup(room)
  })
  addEventListener('pagehide', () => devices.close())
  // A page from the back-forward cache has hung up and left the office: it starts anew.
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload()
  })
  // For tests and for whoever debugs: what is alive in this page.
  Object.assign(globalThis, { ringdownProbe: { counts: phone.counts, ignored: hostApp?.ignored } })
  root.render(
    <StrictMode>
      <Accident store={phone}>
        <App store={phone} shell={app?.shell ?? null} />
      </Accident>
    </StrictMode>,
  )
}

/** The stored person answered after all: a page that starts anew is that person. Once, and never in a call. */
function restartOnce(tab: Storage, running: RunningPhone | null): void {
  const call = running?.view().call ?? null
  if ((call !== null && call.state !== 'ended') || tab.getItem('ringdown-restarted') !== null) return
  try {
    tab.setItem('ringdown-restarted', 'yes')
    location.reload()
  } catch {
    // It could begin again and again.
  }
}

async function showTrouble(root: Root, problem: StartProblem): Promise<void> {
  await startI18n('system')
  root.render(<StartTrouble problem={problem} />)
}

/** However starting fails, a sentence is on the screen. */
async function startOrSay(root: Root, hostApp: HostApp | null): Promise<void> {
  try {
    await start(root, hostApp)
  } catch (error) {
    globalThis.console.error(error)
    await showTrouble(root, bridge ? 'no-shell' : 'other')
  }
}

/** The phone needs an app here; one that brings its bridge late replaces the sentence that says so. */
async function startInApp(root: Root): Promise<void> {
  let found = false
  awaitHostApp(globalThis, (hostApp) => {
    found = true
    void startOrSay(root, hostApp)
  })
  if (found) return
  await startI18n('system')
  if (!found) root.render(<NoHostApp />)
}

const element = document.getElementById('root')
if (element) void (forApps ? startInApp(createRoot(element)) : startOrSay(createRoot(element), null))
