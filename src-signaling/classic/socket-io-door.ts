import type { Server as HttpServer } from 'node:http'

import type { Socket as EngineSocket } from 'engine.io'
import { Server as EngineServer } from 'engine.io'
import type { Socket } from 'socket.io'
import { Server as SocketServer } from 'socket.io'
import { WebSocketServer } from 'ws'

import { countedAs } from '../server/doors/address.ts'
import { watchOutbox } from '../server/doors/outbox.ts'
import { safely } from '../server/doors/safely.ts'
import { plain as plainUpgrade } from '../server/raw-answer.ts'
import { plain } from '../server/static-files.ts'
import type { ClassicEvent } from './messages.ts'
import type { ClassicParts } from './reception.ts'
import { classicHttp } from './reception.ts'
import type { Visitor } from './visitors.ts'

const PATH = '/socket.io/'
const isOurs = (url: string | undefined): boolean => (url ?? '').startsWith(PATH)

/** Default path, polling and WebSocket, any origin: the clients of this door are as they are. */
export function serveSocketIo(parts: ClassicParts): HttpServer {
  const { limits, log, visitors, reception } = parts
  /** A client that does not close is not waited for. */
  class Sockets extends WebSocketServer {
    constructor(options: object) {
      super({ ...options, noServer: true, closeTimeout: limits.goodbye } as ConstructorParameters<
        typeof WebSocketServer
      >[0])
    }
  }
  const engine = new EngineServer({ cors: { origin: true }, maxHttpBufferSize: limits.messageBytes, wsEngine: Sockets })
  const io = new SocketServer({ serveClient: false, connectTimeout: limits.classic.joined })
  io.bind(engine)

  /** A session counts from its first request on, also one that never becomes a socket. */
  const places = new WeakMap<object, Visitor>()
  engine.on('connection', (session: EngineSocket) => {
    const visitor = visitors.enter('io', countedAs(session.remoteAddress), () => session.close(true))
    if (!visitor) return session.close(true)
    places.set(session, visitor)
    session.on('close', visitor.leave)
  })

  const serve = (socket: Socket) => {
    const close = () => {
      socket.disconnect(true)
      // What it has not read is not waited for either.
      socket.conn.close(true)
    }
    const visitor = places.get(socket.conn)
    if (!visitor) return close()
    const say = (event: ClassicEvent) => {
      const { event: name, ...rest } = event
      socket.emit(name, ...Object.values(rest))
    }
    const guest = reception.welcome(visitor, say, close)
    watchOutbox(socket.conn, () => 0, limits.unsentBytes, close)
    socket.on('disconnect', () => {
      guest.leave()
      close()
    })
    socket.onAny((name: string, payload: unknown) => {
      // What came in one piece with a goodbye is heard after it.
      if (!socket.connected) return
      const fields = typeof payload === 'object' && payload !== null ? payload : { roomId: payload }
      guest.hear({ ...fields, event: name })
    })
    socket.emit('connectionSuccess')
  }
  io.on(
    'connection',
    safely(log, 'a classic connection', serve, (socket) => void socket.disconnect(true)),
  )

  const http = classicHttp(
    parts,
    (request, response) => {
      if (!isOurs(request.url)) return plain(response, 404, 'There is no such page here.')
      engine.handleRequest(request, response)
    },
    (request, socket, head) => {
      if (!isOurs(request.url)) return plainUpgrade(socket, 404, 'Not Found')
      engine.handleUpgrade(request, socket, head)
    },
  )
  http.once('close', () => {
    engine.close()
    void io.close().catch(() => {})
  })
  return http
}
