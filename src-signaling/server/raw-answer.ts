import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'

/**
 * Answers a refused upgrade, for which there is no ServerResponse, and closes its own side. What the client still says is not kept; that it
 * closes as well is for the door to see to: such a socket may stay half open for ever.
 */
export function plain(socket: Duplex, code: number, why: string): void {
  const body = `${why}\n`
  const head = [
    `HTTP/1.1 ${code} ${STATUS_CODES[code] ?? 'Refused'}`,
    'Connection: close',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
  socket.resume()
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
