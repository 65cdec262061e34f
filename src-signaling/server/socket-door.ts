import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

import { Server as EngineServer } from 'engine.io'
import type { Socket } from 'socket.io'
import { Server as SocketServer } from 'socket.io'

import { plain } from './raw-answer.ts'
import type { DoorRules } from './request-rules.ts'
import { clientAddress, judgeHandshake } from './request-rules.ts'
import type { Caller, SessionOptions } from './socket-session.ts'
import { serveSocket, SIGNED_IN } from './socket-session.ts'

/** The one Engine.IO server behind all doors: websocket only, bound once (SECURITY "Known traps"). */
export interface SocketDoor {
  /** Takes over an upgrade that came through a door, or refuses it with a status line. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, rules: DoorRules): void
  /** Closes every socket. */
  close(): Promise<void>
}

/** How long the last words may take, ms. */
const DRAIN = 500

export function createSocketDoor(options: Omit<SessionOptions, 'door'>): SocketDoor {
  const { limits } = options
  const engine = new EngineServer({
    transports: ['websocket'],
    allowUpgrades: false,
    perMessageDeflate: false,
    httpCompression: false,
    pingInterval: limits.heartbeat,
    pingTimeout: limits.heartbeat,
    maxHttpBufferSize: limits.messageBytes,
    allowEIO3: false,
  })
  const io = new SocketServer({ serveClient: false, connectTimeout: limits.connect })
  io.bind(engine)
  const session: SessionOptions = {
    ...options,
    door: { broadcast: ({ name, payload }) => void io.to(SIGNED_IN).emit(name, payload) },
  }

  /** Who came through which door; an entry goes with its request. */
  const callers = new WeakMap<IncomingMessage, Caller>()
  /** Sockets per address that have not signed in. */
  const strangers = new Map<string, number>()
  let open = 0
  let lastClosed = () => {}

  function countStranger(address: string, by: 1 | -1): void {
    const count = (strangers.get(address) ?? 0) + by
    if (count > 0) strangers.set(address, count)
    else strangers.delete(address)
  }

  io.on('connection', (socket: Socket) => {
    const caller = callers.get(socket.request)
    if (!caller) return void socket.disconnect(true)
    serveSocket(socket, caller, session)
  })

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, rules: DoorRules): void {
    socket.on('error', () => socket.destroy())
    const path = (request.url ?? '').split('?')[0]
    if (path !== '/socket.io/') return plain(socket, 404, 'Not Found')
    const verdict = judgeHandshake(request.headers, rules)
    if (verdict.status === 'refused') return plain(socket, verdict.code, verdict.why)
    const address = clientAddress(request.headers, request.socket.remoteAddress ?? '', rules)
    const crowded = rules.kind === 'lan' && (strangers.get(address) ?? 0) >= limits.unauthenticatedPerAddress
    if (crowded || open >= limits.sockets) return plain(socket, 503, 'Too many connections')

    open += 1
    countStranger(address, 1)
    let stranger = true
    const signedIn = () => {
      if (stranger) countStranger(address, -1)
      stranger = false
    }
    socket.on('close', () => {
      open -= 1
      signedIn()
      if (open === 0) lastClosed()
    })
    callers.set(request, { rules, signedIn })
    engine.handleUpgrade(request, socket, head)
  }

  /** Every socket closes after what was last said to it has gone out, or without that when it takes too long. */
  async function close(): Promise<void> {
    const drained = new Promise<void>((resolve) => {
      lastClosed = resolve
      if (open === 0) resolve()
    })
    io.disconnectSockets(true)
    let stopWaiting = () => {}
    const tooLong = new Promise<void>((resolve) => {
      stopWaiting = options.clock.after(DRAIN, resolve)
    })
    await Promise.race([drained, tooLong])
    stopWaiting()
    engine.close()
    await io.close().catch(() => {})
  }

  return { upgrade, close }
}
