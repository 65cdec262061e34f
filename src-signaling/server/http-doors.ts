import type { IncomingMessage, RequestListener, Server as HttpServer, ServerResponse } from 'node:http'
import { createServer as createHttpServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { Server as NetServer, Socket } from 'node:net'
import { createServer as createNetServer } from 'node:net'

import { FAREWELL_PATH } from '../protocol/index.ts'
import type { HostCertificate } from './certificate.ts'
import type { FarewellDoor } from './farewell-door.ts'
import type { HostLog } from './host-log.ts'
import { faultOf } from './host-log.ts'
import type { ServerLimits } from './limits.ts'
import type { Door } from './listen.ts'
import { listen } from './listen.ts'
import type { DoorRules } from './request-rules.ts'
import { judgeRequest } from './request-rules.ts'
import type { SocketDoor } from './socket-door.ts'
import type { StaticFiles } from './static-files.ts'
import { plain } from './static-files.ts'

export interface DoorParts {
  readonly files: StaticFiles
  readonly farewells: FarewellDoor
  readonly sockets: SocketDoor
  readonly limits: ServerLimits
  readonly log: HostLog
}

/** Node looks for slow requests every 30 s unless told otherwise. */
const CHECKS = { connectionsCheckingInterval: 1_000 }

/** First byte of a TLS handshake record (RFC 8446 §5.1). */
const TLS_HANDSHAKE = 0x16

/** The page side of a door: Host rules, one spelling of the loopback name, files, farewells. */
function pages(rules: DoorRules, { files, farewells, log }: DoorParts): RequestListener {
  const failed = (response: ServerResponse) => (error: unknown) => {
    log(`a request failed: ${faultOf(error)}`)
    response.destroy()
  }
  return (request, response) => {
    const verdict = judgeRequest(request.headers, rules)
    if (verdict.status === 'refused') return plain(response, verdict.code, `Refused: ${verdict.why}.`)
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
}

function harden(server: HttpServer, limits: ServerLimits): void {
  server.headersTimeout = limits.headers
  server.requestTimeout = 2 * limits.headers
  server.keepAliveTimeout = limits.headers
  server.on('clientError', (_error, socket) => socket.destroy())
}

const onUpgrade = (rules: DoorRules, sockets: SocketDoor) => (request: IncomingMessage, socket: Socket, head: Buffer) =>
  sockets.upgrade(request, socket, head, rules)

/** A door that speaks plain HTTP: loopback, or the LAN door behind a TLS proxy. */
export async function openPlainDoor(rules: DoorRules, parts: DoorParts, host: string, port: number): Promise<Door> {
  const server = createHttpServer(CHECKS, pages(rules, parts))
  harden(server, parts.limits)
  server.on('upgrade', onUpgrade(rules, parts.sockets))
  return listen(server, host, port)
}

/** The LAN door: TLS, and plain HTTP on the same port is sent there. */
export async function openTlsDoor(
  rules: DoorRules,
  parts: DoorParts,
  certificate: HostCertificate,
  host: string,
  port: number,
): Promise<Door> {
  const secure = createHttpsServer(
    {
      ...CHECKS,
      cert: certificate.certificate,
      key: certificate.key,
      minVersion: certificate.selfSigned ? 'TLSv1.3' : 'TLSv1.2',
    },
    pages(rules, parts),
  )
  harden(secure, parts.limits)
  secure.on('upgrade', onUpgrade(rules, parts.sockets))
  const redirect = createHttpServer(CHECKS, (request, response) => {
    const verdict = judgeRequest(request.headers, rules)
    if (verdict.status === 'refused') return plain(response, verdict.code, `Refused: ${verdict.why}.`)
    response.writeHead(308, { Location: `https://${request.headers.host}${request.url ?? '/'}`, Connection: 'close' })
    response.end()
  })
  harden(redirect, parts.limits)
  redirect.on('upgrade', (_request, socket) => socket.destroy())
  return listen(sniffing(secure, redirect, parts.limits), host, port)
}

/** Hands each connection to the server whose language it speaks, told by its first byte. */
function sniffing(secure: NetServer, redirect: NetServer, limits: ServerLimits): NetServer {
  return createNetServer({ pauseOnConnect: false }, (socket) => {
    socket.on('error', () => socket.destroy())
    socket.setTimeout(limits.headers, () => socket.destroy())
    socket.once('data', (first: Buffer) => {
      socket.pause()
      socket.setTimeout(0)
      socket.removeAllListeners('timeout')
      const server = first[0] === TLS_HANDSHAKE ? secure : redirect
      server.emit('connection', socket)
      socket.unshift(first)
      socket.resume()
    })
  })
}
