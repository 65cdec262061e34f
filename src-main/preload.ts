import { contextBridge, ipcRenderer } from 'electron'

import type { Answer, Channel, Replies, RequestOf, RingCard, ShellBridge, ShellEvent } from './ipc/contract.ts'

// Sandboxed: only `electron` can be required here, so the table of contract.ts is spelled out (its zod does not belong into every page).

const ask =
  <Name extends Channel>(name: Name) =>
  (request: RequestOf<Name>) =>
    ipcRenderer.invoke(name, request) as Promise<Answer<Replies[Name]>>

const bridge: ShellBridge = {
  startUp: ask('startUp'),
  connectOffice: ask('connectOffice'),
  hostOffice: ask('hostOffice'),
  stopHosting: ask('stopHosting'),
  setClassic: ask('setClassic'),
  changeOffice: ask('changeOffice'),
  findOffices: ask('findOffices'),
  examine: ask('examine'),
  joinOffice: ask('joinOffice'),
  forgetOffice: ask('forgetOffice'),
  showRing: ask('showRing'),
  reportState: ask('reportState'),
  setPreferences: ask('setPreferences'),
  openLogs: ask('openLogs'),
  drawQr: ask('drawQr'),
  quit: ask('quit'),
  answerRing: ask('answerRing'),
  onShell: (listener) => void ipcRenderer.on('shell', (_event, news: ShellEvent) => listener(news)),
  onRing: (listener) => void ipcRenderer.on('ring', (_event, card: RingCard | null) => listener(card)),
}
contextBridge.exposeInMainWorld('ringdown', bridge)

// The bridge cannot carry a port: it goes to the page as a message of its own window.
ipcRenderer.on('office-port', (event) => {
  globalThis.postMessage('ringdown-office-port', globalThis.location.origin, event.ports)
})
