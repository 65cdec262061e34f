import type { IncomingMessage, RequestListener, Server as HttpServer } from 'node:http'
import { createServer as createHttpServer } from 'node:http'
import type { Socket } from 'node:net'

import type { Clock } from '../client/clock.ts'
import { createConnections } from '../server/doors/connections.ts'
import { limitFrames } from '../server/doors/frame-limit.ts'
import { holdToTimes } from '../server/doors/http-deadlines.ts'
import { safely } from '../server/doors/safely.ts'
import type { HostLog } from '../server/host-log.ts'
import type { ServerLimits } from '../server/limits.ts'
import { plain as plainUpgrade } from '../server/raw-answer.ts'
import type { DoorRules } from '../server/request-rules.ts'
import { judgeRequest } from '../server/request-rules.ts'
import { plain } from '../server/static-files.ts'
import type { ClassicOffice } from './classic-office.ts'
import { createClassicGuard } from './guard.ts'
import type { ClassicEvent } from './messages.ts'
import { readClassic } from './messages.ts'
import type { Visitor, Visitors } from './visitors.ts'

/** What both classic doors need. */
export interface ClassicParts {
  readonly clock: Clock
  readonly log: HostLog
  readonly limits: ServerLimits
  readonly hostNames: DoorRules['hostNames']
  readonly visitors: Visitors
  readonly reception: Reception
}

/** One client at a classic door, from its first message on. */
export interface ClassicGuest {
  /** A message as it came, with the field `event`. Closes the connection of who does not keep to the protocol. */
  hear(message: unknown): void
  /** The connection is gone. */
  leave(): void
}

/** Lets clients of both doors in, and holds them to the same bounds. */
export interface Reception {
  /**
   * @param visitor its place at the door
   * @param emit says an event to the client
   * @param close ends the connection
   */
  welcome(visitor: Visitor, emit: (event: ClassicEvent) => void, close: () => void): ClassicGuest
}

export function createReception(rooms: ClassicOffice, clock: Clock, log: HostLog): Reception {
  return {
    welcome(visitor, emit, close) {
      const guard = createClassicGuard(clock)
      let rings: string | null = null
      const tell = (event: ClassicEvent) => {
        if (event.event === 'acceptCall' && rings !== null) {
          visitor.answered(rings)
          rings = null
        }
        emit(event)
      }
      const member = rooms.arrive(safely(log, 'an event for a classic client', tell))

      /** @returns false when it was not to be said */
      function obey(value: unknown): boolean {
        const message = readClassic(value)
        if (!message) return false
        if (message.event === 'callRemote' && !visitor.mayInvite(message.roomId)) {
          log('limited: callRemote')
          return false
        }
        if (message.event === 'callRemote') rings = message.roomId
        if (!member.receive(message)) return false
        if (message.event === 'joinRoom') visitor.joined()
        return true
      }
      function hear(value: unknown): void {
        if (guard.message() && (obey(value) || guard.bad())) return
        log('classic connection closed: too many messages, or none of the protocol')
        close()
      }
      function leave(): void {
        visitor.leave()
        member.leave()
      }
      return {
        hear: safely(log, 'a message of a classic client', hear, close),
        leave: safely(log, 'the end of a classic client', leave),
      }
    },
  }
}

/**
 * The HTTP server below a classic door: Host as everywhere (S-21), any Origin, times and numbers for whoever knocks.
 * @param pages answers requests
 * @param upgrade takes over a WebSocket; the socket is watched already
 */
export function classicHttp(
  { clock, log, limits, hostNames }: ClassicParts,
  pages: RequestListener,
  upgrade: (request: IncomingMessage, socket: Socket, head: Buffer) => void,
): HttpServer {
  const rules: DoorRules = { kind: 'loopback', scheme: 'http', hostNames, publicUrl: null, behindProxy: false }
  // A page of the Socket.IO kind opens several while it asks by turns.
  const most = 8 * limits.classic.connections
  const connections = createConnections({
    limits: { ...limits, connections: most, strangers: most, strangersPerAddress: 8 * limits.classic.perAddress },
    clock,
    log,
    oneAddress: false,
  })

  const serve: RequestListener = (request, response) => {
    const verdict = judgeRequest(request.headers, rules)
    if (verdict.status === 'refused') return plain(response, verdict.code, `Refused: ${verdict.why}.`)
    pages(request, response)
  }
  const takeOver = (request: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    const verdict = judgeRequest(request.headers, rules)
    if (verdict.status === 'refused') return plainUpgrade(socket, verdict.code, verdict.why)
    connections.of(socket)?.free()
    limitFrames(socket, { limits, clock, log }, () => {
      if (socket.writableLength > limits.unsentBytes) socket.destroy()
    })
    upgrade(request, socket, head)
  }
  const http = createHttpServer(safely(log, 'a request', serve, (_request, response) => void response.destroy()))
  http.requestTimeout = 0
  http.headersTimeout = 0
  http.keepAliveTimeout = limits.headers
  http.on('connection', (socket) => void connections.admit(socket))
  http.on('clientError', (_error, socket) => socket.destroy())
  http.on('connect', (_request, socket) => socket.destroy())
  holdToTimes(http, 'connection', { connections, limits, log })
  http.on(
    'upgrade',
    safely(log, 'a handshake', takeOver, (_request, socket) => void socket.destroy()),
  )
  return http
}
