import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

import type { HostLog } from '../host-log.ts'
import type { ServerLimits } from '../limits.ts'
import type { Connections } from './connections.ts'

export interface HttpDeadlineOptions {
  readonly connections: Connections
  readonly limits: Pick<ServerLimits, 'headers' | 'body' | 'answer' | 'pipelined' | 'goodbye'>
  readonly log: HostLog
}

/** Clients are told that a connection is kept for `headers`; one that uses it at the last moment must not meet a closed one, ms. */
const KEEP_ALIVE_SLACK = 1_000

/**
 * Holds each connection of an HTTP server to its times: for the header of a request, for its body, for reading the answer, and between
 * requests. Node has such times itself, but looks at them only in a server that listens, and which it has depends on its version.
 * @param opened the server's event for a connection on which HTTP may begin
 */
export function holdToTimes(
  server: HttpServer,
  opened: 'connection' | 'secureConnection',
  { connections, limits, log }: HttpDeadlineOptions,
): void {
  /** Requests that have no answer yet. */
  const waiting = new WeakMap<Socket, number>()

  server.on(opened, (socket: Socket) => connections.of(socket)?.within(limits.headers, 'no request'))
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request
    const connection = connections.of(socket)
    const ahead = waiting.get(socket) ?? 0
    if (ahead >= limits.pipelined) {
      log('connection closed: too many requests at once')
      return void socket.destroy()
    }
    waiting.set(socket, ahead + 1)
    const hasBody = request.method !== 'GET' && request.method !== 'HEAD'
    if (hasBody) connection?.within(limits.body, 'the body of a request took too long')
    else connection?.within(limits.answer, 'an answer was not read')
    response.on('close', () => {
      const left = (waiting.get(socket) ?? 1) - 1
      waiting.set(socket, left)
      if (left === 0 && !socket.destroyed) connection?.within(limits.headers + KEEP_ALIVE_SLACK, 'no further request')
    })
  })
  // Whoever takes it over says what time it has; one that is refused may stay half open.
  server.prependListener('upgrade', (request: IncomingMessage) =>
    connections.of(request.socket)?.within(limits.goodbye, 'did not close after a refusal'),
  )
}
