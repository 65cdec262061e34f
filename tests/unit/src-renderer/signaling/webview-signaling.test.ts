import { expect, onTestFinished, test } from 'vitest'

import type { HostApp } from '../../../../src-renderer/signaling/host-app-bridge.ts'
import type { FromApp, ToApp } from '../../../../src-renderer/signaling/host-app-messages.ts'
import { toAppSchemas } from '../../../../src-renderer/signaling/host-app-messages.ts'
import { createWebviewSignaling } from '../../../../src-renderer/signaling/webview-signaling.ts'
import type { SignalingNews } from '../../../../src-signaling/client/line.ts'
import { CONNECT_ATTEMPT, TIMERS } from '../../../../src-signaling/protocol/index.ts'
import { fakeClock } from '../../../support/fake-clock.ts'
import { newCallId } from '../../../support/signaling-client.ts'

/** What a host says first on a connection of Engine.IO 4, and on one of Socket.IO 5. */
const ENGINE_OPEN = '0{"sid":"e","upgrades":[],"pingInterval":4000,"pingTimeout":4000,"maxPayload":65536}'
const SOCKET_OPEN = '40{"sid":"s"}'
const CHALLENGE = `42["challenge",{"protocol":1,"challenge":"${'C'.repeat(43)}"}]`

type FromAppBody = FromApp extends infer One ? (One extends FromApp ? Omit<One, 'ringdown'> : never) : never

/** An open line, and an app that is played by hand. */
function rig(answer: (message: ToApp, tell: (body: FromAppBody) => void) => void = () => {}) {
  const said: ToApp[] = []
  const news: SignalingNews[] = []
  const signed: string[] = []
  const listeners = new Set<(message: FromApp) => void>()
  const clock = fakeClock()
  const tell = (body: FromAppBody) => {
    for (const listener of listeners) listener({ ringdown: 1, ...body })
  }
  const app: HostApp = {
    say(message) {
      said.push(toAppSchemas[message.kind].parse(message))
      answer(message, tell)
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    ignored: () => 0,
  }
  const key = {
    publicKey: 'B'.repeat(87),
    lasting: true,
    sign(text: string) {
      signed.push(text)
      return Promise.resolve('S'.repeat(86))
    },
  }
  const line = createWebviewSignaling(app, key, clock, newCallId).open('Ana', (one) => news.push(one))
  onTestFinished(line.close)
  const kinds = () => said.map(({ kind }) => kind)
  const lastSocket = () => said.filter(({ kind }) => kind === 'open').at(-1)?.socket ?? ''
  return { line, said, kinds, signed, news, clock, tell, listeners, lastSocket }
}

/** An app that says `opened` before `say` returned; the host's answer to a text takes a moment at least. */
const hasty = (message: ToApp, tell: (body: FromAppBody) => void) => {
  const { socket } = message
  if (message.kind === 'open') {
    tell({ kind: 'opened', socket, server: '192.0.2.10:7443' })
    tell({ kind: 'text', socket, text: ENGINE_OPEN })
  }
  if (message.kind === 'send' && message.text === '40') {
    queueMicrotask(() => {
      tell({ kind: 'text', socket, text: SOCKET_OPEN })
      tell({ kind: 'text', socket, text: CHALLENGE })
    })
  }
}

test('S-01: the page signs the name that the app gave; the app sees the path of the host and texts', async () => {
  const { said, signed } = rig(hasty)
  await expect.poll(() => said.at(-1)).toMatchObject({ kind: 'send', text: expect.stringContaining('"sign-in"') })
  expect(said[0]).toMatchObject({ kind: 'open', path: '/socket.io/?EIO=4&transport=websocket' })
  expect(signed).toEqual([`ringdown-auth-1|${'C'.repeat(43)}|192.0.2.10:7443`])
  expect(new Set(said.map(({ socket }) => socket)).size).toBe(1)
})

test('an app that cannot connect is asked again, by another socket, after the pause of the line', async () => {
  const { kinds, news, clock, tell, lastSocket } = rig()
  await expect.poll(kinds).toEqual(['open'])
  const first = lastSocket()
  tell({ kind: 'closed', socket: first })
  expect(news.at(-1)).toMatchObject({ kind: 'connection', connection: { status: 'offline' } })
  clock.pass(1)
  await expect.poll(kinds).toEqual(['open', 'open'])
  expect(lastSocket()).not.toBe(first)
})

test('an app that never answers has its socket taken back and is asked again', async () => {
  const { kinds, clock } = rig()
  await expect.poll(kinds).toEqual(['open'])
  clock.pass(CONNECT_ATTEMPT + TIMERS.signIn)
  expect(kinds()).toEqual(['open', 'close'])
  clock.pass(1)
  await expect.poll(kinds).toEqual(['open', 'close', 'open'])
})

test('what an older socket still says changes nothing', async () => {
  const { kinds, news, tell, lastSocket, line, signed } = rig()
  await expect.poll(kinds).toEqual(['open'])
  const first = lastSocket()
  line.retry()
  await expect.poll(kinds).toEqual(['open', 'close', 'open'])
  const before = news.length
  tell({ kind: 'opened', socket: first, server: 'other:1' })
  tell({ kind: 'text', socket: first, text: ENGINE_OPEN })
  tell({ kind: 'closed', socket: first })
  expect([kinds().length, news.length, signed.length]).toEqual([3, before, 0])
})

test('texts before `opened`, and a second `opened`, change nothing', async () => {
  const { kinds, tell, lastSocket, signed } = rig()
  await expect.poll(kinds).toEqual(['open'])
  const socket = lastSocket()
  for (const text of [ENGINE_OPEN, SOCKET_OPEN, CHALLENGE]) tell({ kind: 'text', socket, text })
  expect(kinds()).toEqual(['open'])
  tell({ kind: 'opened', socket, server: 'right:1' })
  tell({ kind: 'opened', socket, server: 'wrong:1' })
  for (const text of [ENGINE_OPEN, SOCKET_OPEN, CHALLENGE]) tell({ kind: 'text', socket, text })
  await expect.poll(() => signed).toEqual([`ringdown-auth-1|${'C'.repeat(43)}|right:1`])
})

test('texts that are not of Engine.IO close the socket; the line lives on', async () => {
  const { kinds, news, tell, lastSocket } = rig()
  await expect.poll(kinds).toEqual(['open'])
  const socket = lastSocket()
  tell({ kind: 'opened', socket, server: 'host:1' })
  tell({ kind: 'text', socket, text: ENGINE_OPEN })
  tell({ kind: 'text', socket, text: '4nonsense' })
  await expect.poll(kinds).toContain('close')
  expect(news.at(-1)).toMatchObject({ kind: 'connection', connection: { status: 'offline' } })
})

test('`retry` opens a socket at once; after the line was closed it does nothing, and nobody listens', async () => {
  const { kinds, tell, line, listeners } = rig()
  await expect.poll(kinds).toEqual(['open'])
  tell({ kind: 'retry' })
  await expect.poll(kinds).toEqual(['open', 'close', 'open'])
  line.close()
  expect(kinds()).toEqual(['open', 'close', 'open', 'close'])
  tell({ kind: 'retry' })
  expect(kinds()).toHaveLength(4)
  expect(listeners.size).toBe(0)
})
