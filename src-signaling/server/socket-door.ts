import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

import type { Socket as EngineSocket } from 'engine.io'
import { Server as EngineServer } from 'engine.io'
import type { Socket } from 'socket.io'
import { Server as SocketServer } from 'socket.io'

import { countedAs } from './doors/address.ts'
import type { Connection } from './doors/connections.ts'
import { createCrowd } from './doors/crowd.ts'
import { limitFrames } from './doors/frame-limit.ts'
import { createGuards } from './doors/guards.ts'
import type { Outbox } from './doors/outbox.ts'
import { watchOutbox } from './doors/outbox.ts'
import { safely } from './doors/safely.ts'
import { plain } from './raw-answer.ts'
import type { DoorRules } from './request-rules.ts'
import { clientAddress, judgeHandshake } from './request-rules.ts'
import type { Caller, SessionOptions } from './socket-session.ts'
import { serveSocket, SIGNED_IN } from './socket-session.ts'

/** The one Engine.IO server behind all doors: websocket only, bound once (SECURITY "Known traps"). */
export interface SocketDoor {
  /**
   * Takes over an upgrade that came through a door, or refuses it with a status line.
   * @param connection below it; who is refused or says goodbye has `goodbye` to close
   */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, rules: DoorRules, connection: Connection | null): void
  /** Closes every socket. */
  close(): Promise<void>
}

/** How long the last words may take, ms. */
const DRAIN = 500

/** What is known of a socket that was let in, until it closes. */
interface Visit {
  readonly caller: Caller
  readonly socket: Duplex
  readonly connection: Connection | null
  outbox: Outbox | null
}

export function createSocketDoor(options: Omit<SessionOptions, 'door' | 'guards'>): SocketDoor {
  const { limits, clock, log } = options
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
    guards: createGuards(limits, clock),
    door: { broadcast: ({ name, payload }) => void io.to(SIGNED_IN).emit(name, payload) },
  }

  /** Who came through which door; an entry goes with its request. */
  const visits = new WeakMap<IncomingMessage, Visit>()
  const crowd = createCrowd(limits, clock)
  let lastClosed = () => {}

  const serve = (socket: Socket) => {
    const visit = visits.get(socket.request)
    if (!visit) return void socket.disconnect(true)
    // Who leaves the namespace keeps the connection, unless it is closed.
    socket.on('disconnect', () => end(socket.conn, visit))
    serveSocket(socket, visit.caller, session)
  }
  io.on(
    'connection',
    safely(log, 'a new socket', serve, (socket) => void socket.disconnect(true)),
  )

  engine.on('connection', (socket: EngineSocket) => {
    const visit = visits.get(socket.request)
    if (!visit) return socket.close()
    socket.on('close', () => visit.connection?.within(limits.goodbye, 'did not close after the end'))
    visit.outbox = watchOutbox(
      socket,
      () => visit.socket.writableLength,
      limits.unsentBytes,
      () => {
        log('socket closed: does not read')
        visit.socket.destroy()
      },
    )
  })

  /** The last word is on its way; a client that does not close is not waited for. */
  function end(socket: EngineSocket, visit: Visit): void {
    visit.connection?.within(limits.goodbye, 'did not close after the end')
    socket.close()
  }

  function upgrade(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    rules: DoorRules,
    connection: Connection | null,
  ): void {
    socket.on('error', () => socket.destroy())
    const refuse = (code: number, why: string) => {
      log(`handshake refused: ${code}`)
      plain(socket, code, why)
    }
    const path = (request.url ?? '').split('?')[0]
    if (path !== '/socket.io/') return refuse(404, 'Not Found')
    const verdict = judgeHandshake(request.headers, rules)
    if (verdict.status === 'refused') return refuse(verdict.code, verdict.why)
    const address = countedAs(clientAddress(request.headers, request.socket.remoteAddress ?? '', rules))
    const place = crowd.enter(rules.kind === 'lan' ? address : null)
    if (!place) return refuse(503, 'Too many connections')

    socket.on('close', () => {
      place.leave()
      if (crowd.count() === 0) lastClosed()
    })
    connection?.within(limits.connect + limits.signIn, 'did not sign in')
    const visit: Visit = {
      socket,
      connection,
      outbox: null,
      caller: {
        rules,
        address,
        signedIn() {
          place.signedIn()
          connection?.known()
          connection?.free()
        },
        besides: (say) => (visit.outbox ? visit.outbox.besides(say) : say()),
      },
    }
    visits.set(request, visit)
    limitFrames(socket, options, () => visit.outbox?.check())
    engine.handleUpgrade(request, socket, head)
  }

  /** Every socket closes after what was last said to it has gone out, or without that when it takes too long. */
  async function close(): Promise<void> {
    const drained = new Promise<void>((resolve) => {
      lastClosed = resolve
      if (crowd.count() === 0) resolve()
    })
    io.disconnectSockets(true)
    let stopWaiting = () => {}
    const tooLong = new Promise<void>((resolve) => {
      stopWaiting = clock.after(DRAIN, resolve)
    })
    await Promise.race([drained, tooLong])
    stopWaiting()
    engine.close()
    await io.close().catch(() => {})
  }

  return { upgrade, close }
}
