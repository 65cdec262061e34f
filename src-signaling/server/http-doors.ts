import type { IncomingMessage, RequestListener, Server as HttpServer, ServerResponse } from 'node:http'
import { createServer as createHttpServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { Server as NetServer, Socket } from 'node:net'
import { createServer as createNetServer } from 'node:net'

import type { Clock } from '../client/clock.ts'
import { FAREWELL_PATH } from '../protocol/index.ts'
import type { HostCertificate } from './certificate.ts'
import type { Connections } from './doors/connections.ts'
import { createConnections } from './doors/connections.ts'
import { holdToTimes } from './doors/http-deadlines.ts'
import { safely } from './doors/safely.ts'
import type { FarewellDoor } from './farewell-door.ts'
import type { HostLog } from './host-log.ts'
import { faultOf } from './host-log.ts'
import type { ServerLimits } from './limits.ts'
import type { Door } from './listen.ts'
import { listen } from './listen.ts'
import type { DoorRules, RequestVerdict } from './request-rules.ts'
import { judgeRequest, usableAddress } from './request-rules.ts'
import type { SocketDoor } from './socket-door.ts'
import type { StaticFiles } from './static-files.ts'
import { plain } from './static-files.ts'

export interface DoorParts {
  readonly files: StaticFiles
  readonly farewells: FarewellDoor
  readonly sockets: SocketDoor
  readonly limits: ServerLimits
  readonly clock: Clock
  readonly log: HostLog
}

/** First byte of a TLS handshake record (RFC 8446 §5.1). */
const TLS_HANDSHAKE = 0x16

/** Says why, and where this host is found by whoever asked for it under a name that it does not know (C-21). */
function refuse(
  { socket }: IncomingMessage,
  response: ServerResponse,
  rules: DoorRules,
  { code, why }: Extract<RequestVerdict, { status: 'refused' }>,
): void {
  const instead = code === 421 ? ` Open ${usableAddress(socket, rules)} instead.` : ''
  plain(response, code, `Refused: ${why}.${instead}`)
}

/** The page side of a door: Host rules, one spelling of the loopback name, files, farewells. */
function pages(rules: DoorRules, { files, farewells, log }: DoorParts): RequestListener {
  const failed = (response: ServerResponse) => (error: unknown) => {
    log(`a request failed: ${faultOf(error)}`)
    response.destroy()
  }
  const serve: RequestListener = (request, response) => {
    const verdict = judgeRequest(request.headers, rules)
    if (verdict.status === 'refused') return refuse(request, response, rules, verdict)
    if (request.method === 'POST' && request.url === FAREWELL_PATH) {
      return void farewells(request, response, rules).catch(failed(response))
    }
    const literal = /^(127\.0\.0\.1|\[::1\])(:\d+)?$/.exec(request.headers.host ?? '')
    // Another spelling would be another origin, and with it another identity (S-21).
    if (rules.kind === 'loopback' && literal) {
      response.writeHead(307, {
        Location: `http://localhost${literal[2] ?? ''}${request.url ?? '/'}`,
        'Cache-Control': 'no-store',
      })
      return void response.end()
    }
    void files(request, response).catch(failed(response))
  }
  return safely(log, 'a request', serve, (_request, response) => void response.destroy())
}

function harden(server: HttpServer, limits: ServerLimits): void {
  // Which of Node's own times hold depends on its version and on who listens: `holdToTimes` has ours.
  server.requestTimeout = 0
  server.headersTimeout = 0
  // Clients are told of this one, and do not begin a request at its very end.
  server.keepAliveTimeout = limits.headers
  server.on('clientError', (_error, socket) => socket.destroy())
  // Nobody here is a proxy (RFC 9110 §9.3.6).
  server.on('connect', (_request, socket: Socket) => socket.destroy())
}

function onUpgrade(rules: DoorRules, { sockets, log }: DoorParts, connections: Connections) {
  const upgrade = (request: IncomingMessage, socket: Socket, head: Buffer) =>
    sockets.upgrade(request, socket, head, rules, connections.of(request.socket))
  return safely(log, 'a handshake', upgrade, (_request, socket) => void socket.destroy())
}

/** A door that speaks plain HTTP: loopback, or the LAN door behind a TLS proxy. */
export async function openPlainDoor(rules: DoorRules, parts: DoorParts, host: string, port: number): Promise<Door> {
  const connections = createConnections({ ...parts, oneAddress: true })
  const server = createHttpServer(pages(rules, parts))
  harden(server, parts.limits)
  server.on('connection', (socket) => void connections.admit(socket))
  holdToTimes(server, 'connection', { ...parts, connections })
  server.on('upgrade', onUpgrade(rules, parts, connections))
  return listen(server, host, port, { log: parts.log })
}

/**
 * The LAN door: TLS, and plain HTTP on the same port is sent there.
 * @param host undefined: every address of this machine, of IPv6 as well where there is any
 */
export async function openTlsDoor(
  rules: DoorRules,
  parts: DoorParts,
  certificate: HostCertificate,
  host: string | undefined,
  port: number,
): Promise<Door> {
  const { limits, log } = parts
  const connections = createConnections({ ...parts, oneAddress: false })
  const secure = createHttpsServer(
    {
      cert: certificate.certificate,
      key: certificate.key,
      minVersion: certificate.selfSigned ? 'TLSv1.3' : 'TLSv1.2',
      // A connection has its time from its first byte on; this one would begin anew with each byte.
      handshakeTimeout: 2 * limits.headers,
    },
    pages(rules, parts),
  )
  harden(secure, limits)
  holdToTimes(secure, 'secureConnection', { ...parts, connections })
  secure.on('upgrade', onUpgrade(rules, parts, connections))
  secure.on('tlsClientError', (_error, socket: Socket) => socket.destroy())
  const toHttps = (request: IncomingMessage, response: ServerResponse) => {
    const verdict = judgeRequest(request.headers, rules)
    if (verdict.status === 'refused') return refuse(request, response, rules, verdict)
    response.writeHead(308, { Location: `https://${request.headers.host}${request.url ?? '/'}`, Connection: 'close' })
    response.end()
  }
  const redirect = createHttpServer(safely(log, 'a redirect', toHttps, (_request, response) => response.destroy()))
  harden(redirect, limits)
  holdToTimes(redirect, 'connection', { ...parts, connections })
  redirect.on('upgrade', (_request, socket) => socket.destroy())
  return listen(sniffing(secure, redirect, connections), host, port, { log })
}

/** Hands each connection to the server whose language it speaks, told by its first byte. */
function sniffing(secure: NetServer, redirect: NetServer, connections: Connections): NetServer {
  return createNetServer({ pauseOnConnect: false }, (socket) => {
    if (!connections.admit(socket)) return
    socket.once('data', (first: Buffer) => {
      socket.pause()
      const server = first[0] === TLS_HANDSHAKE ? secure : redirect
      server.emit('connection', socket)
      socket.unshift(first)
      socket.resume()
    })
  })
}
