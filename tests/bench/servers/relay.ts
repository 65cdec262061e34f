import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import type { Socket } from 'socket.io'
import { Server } from 'socket.io'

/**
 * A bare Socket.IO relay with the transport settings of our host: what comes goes to the other socket of the pair as it is, and is
 * acked. Nothing is validated, nobody is authorised. A socket that joins no pair is simply connected.
 */
const http = createServer()
const io = new Server(http, {
  transports: ['websocket'],
  allowUpgrades: false,
  perMessageDeflate: false,
  httpCompression: false,
  serveClient: false,
  pingInterval: 4_000,
  pingTimeout: 4_000,
})
const waiting = new Map<string, Socket>()

function connect(one: Socket, other: Socket): void {
  one.onAny((name: string, payload: unknown, ack?: (answer: unknown) => void) => {
    other.emit(name, payload)
    ack?.({ status: 'ok' })
  })
}
io.on('connection', (socket) => {
  socket.once('pair', (pair: string, ack: (answer: unknown) => void) => {
    const other = waiting.get(pair)
    if (other) {
      connect(socket, other)
      connect(other, socket)
    } else waiting.set(pair, socket)
    ack({ status: 'ok' })
  })
})
http.listen(0, '127.0.0.1', () => {
  const { port } = http.address() as AddressInfo
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}/` })}\n`)
})
process.once('SIGTERM', () => process.exit(0))
