import { contextBridge, ipcRenderer } from 'electron'

import type { Answer, Channel, Replies, RequestOf, ShellBridge } from './ipc/contract.ts'

// Sandboxed: only `electron` can be required here, so the table of contract.ts is spelled out (its zod does not belong into every page).

const ask =
  <Name extends Channel>(name: Name) =>
  (request: RequestOf<Name>) =>
    ipcRenderer.invoke(name, request) as Promise<Answer<Replies[Name]>>

/** What main sends before the page listens waits for it; what is sent to a page that never asks stays a handful. */
function hearing(channel: string): (listener: (news: never) => void) => void {
  const waiting: unknown[] = []
  let hear = (news: unknown): void => {
    waiting.push(news)
    if (waiting.length > MOST_WAITING) waiting.shift()
  }
  ipcRenderer.on(channel, (_event, news: unknown) => hear(news))
  return (listener) => {
    hear = listener as (news: unknown) => void
    for (const news of waiting.splice(0)) hear(news)
  }
}
const MOST_WAITING = 64

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
  showMissed: ask('showMissed'),
  answerRing: ask('answerRing'),
  log: ask('log'),
  onShell: hearing('shell'),
  onRing: hearing('ring'),
}
contextBridge.exposeInMainWorld('ringdown', bridge)

// The bridge cannot carry a port: it goes to the page as a message of its own window.
ipcRenderer.on('office-port', (event) => {
  globalThis.postMessage('ringdown-office-port', globalThis.location.origin, event.ports)
})
