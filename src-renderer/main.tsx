import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

import './ui/theme.css'
import './ui/base.css'
import { check, groupNameSchema } from '../src-signaling/protocol/index.ts'
import type { ShellBridge } from '../src-main/ipc/contract.ts'
import { createBrowserDesktop } from './desktop/browser-desktop.ts'
import { openDesktop } from './desktop/open-desktop.ts'
import { indexedHistory, openHistory } from './history/history-store.ts'
import { createAudioOutput } from './media/audio-output.ts'
import { createMediaDevices } from './media/media-devices.ts'
import { createPeerPort } from './media/peer-connection.ts'
import { createRingtones } from './media/ringtone.ts'
import { createPhone } from './phone/phone-store.ts'
import { createProfileStore } from './settings/profile-store.ts'
import { createSettingsStore } from './settings/settings-store.ts'
import { base64url, openIdentity } from './signaling/identity.ts'
import { createPageSignaling } from './signaling/page-signaling.ts'
import { systemClock as clock } from './system-clock.ts'
import { App } from './ui/App.tsx'
import { compareNames, startI18n, translate } from './ui/i18n.ts'

/** `/#room=001` puts this person into ring group 001, as it did in the rooms this product grew from. */
function roomOf(hash: string): readonly string[] {
  const room = check(groupNameSchema, new URLSearchParams(hash.slice(1)).get('room'))
  return room.success ? [room.data] : []
}

/** Given by the desktop app's preload; a browser has none. */
const bridge = (globalThis as { readonly ringdown?: ShellBridge }).ringdown ?? null

async function start(root: HTMLElement): Promise<void> {
  const settings = createSettingsStore(localStorage, globalThis)
  await startI18n(settings.get().language)
  const identity = await openIdentity(bridge !== null)
  const profile = createProfileStore(identity.lasting ? localStorage : sessionStorage)
  profile.change({ groups: [...new Set([...profile.get().groups, ...roomOf(location.hash)])] })
  const devices = createMediaDevices(settings)
  const app = bridge && (await openDesktop(bridge, identity, clock))
  if (app && profile.get().name === null) profile.change({ name: app.name })
  const phone = createPhone({
    signaling: app?.signaling ?? createPageSignaling(identity, clock),
    peers: createPeerPort(clock),
    devices,
    output: createAudioOutput(settings, devices.known),
    ringtones: createRingtones(settings, devices.known, clock),
    desktop: app?.desktop ?? createBrowserDesktop('Ringdown', { calm: '/icon.svg', ringing: '/icon-ringing.svg' }),
    history: await openHistory(() => indexedHistory(`${identity.storageKey}-recents`)),
    settings,
    profile,
    clock,
    wall: Date.now,
    newCallId: () => base64url(crypto.getRandomValues(new Uint8Array(16))),
    announcement: (name) => ({ title: translate('ring.announce', { name }), body: translate('ring.incoming', {}) }),
    compare: compareNames,
    log: (line) => globalThis.console.info(line),
  })
  app?.link(phone)
  addEventListener('hashchange', () => {
    for (const room of roomOf(location.hash)) phone.actions.joinGroup(room)
  })
  // A page from the back-forward cache has hung up and left the office: it starts anew.
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload()
  })
  // For tests and for whoever debugs: what is alive in this page.
  Object.assign(globalThis, { ringdownProbe: { counts: phone.counts } })
  createRoot(root).render(
    <StrictMode>
      <App store={phone} shell={app?.shell ?? null} />
    </StrictMode>,
  )
}

const root = document.getElementById('root')
if (root) void start(root)
