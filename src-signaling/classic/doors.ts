import { createServer as createHttpServer } from 'node:http'

import { Server as SocketServer } from 'socket.io'
import { WebSocketServer } from 'ws'

import type { Clock } from '../client/clock.ts'
import type { Office } from '../server/office-contract.ts'
import { parseJson } from '../protocol/index.ts'
import type { HostLog } from '../server/host-log.ts'
import { listen } from '../server/listen.ts'
import type { ClassicGuest } from './classic-office.ts'
import { createClassicOffice } from './classic-office.ts'
import { createClassicGuard } from './guard.ts'
import type { ClassicDescription, ClassicEvent } from './messages.ts'
import { readClassic } from './messages.ts'

/** No description and no candidate is longer, bytes. */
const MOST_BYTES = 64 * 1024
const MOST_CONNECTIONS = 64
/** Where other ports are chosen. */
const FLAG = '--classic-ports IO,WS'
/** What the plain WebSocket door greets with. */
const GREETING = '123'

export interface ClassicOptions {
  readonly office: Office
  readonly clock: Clock
  readonly log: HostLog
  /** Where both doors listen; anything but loopback lets everybody in who can reach it. */
  readonly host: string
  /** Of the Socket.IO and the plain WebSocket door; 0 picks a free one. */
  readonly ports: { readonly io: number; readonly ws: number }
}

/** The two doors of the older protocol, open. */
export interface ClassicDoors {
  readonly ports: { readonly io: number; readonly ws: number }
  close(): Promise<void>
}

/** @throws HostError when a port is in use */
export async function openClassicDoors({ office, clock, host, ports }: ClassicOptions): Promise<ClassicDoors> {
  const rooms = createClassicOffice(office)
  const arrive: Arrive = (emit) => rooms.arrive(emit)
  const io = await listen(serveSocketIo(arrive, clock), host, ports.io, FLAG)
  const ws = await listen(serveWebSocket(arrive, clock), host, ports.ws, FLAG).catch(async (error: unknown) => {
    await io.close()
    throw error
  })
  return {
    ports: { io: io.port, ws: ws.port },
    close: async () => void (await Promise.all([io.close(), ws.close()])),
  }
}

type Arrive = (emit: (event: ClassicEvent) => void) => ClassicGuest
type HttpServer = ReturnType<typeof createHttpServer>

/** Default path, polling and WebSocket, any origin: the clients of this door are as they are. */
function serveSocketIo(arrive: Arrive, clock: Clock): HttpServer {
  const http = createHttpServer()
  const io = new SocketServer(http, { cors: { origin: true }, maxHttpBufferSize: MOST_BYTES, serveClient: false })
  io.on('connection', (socket) => {
    if (io.engine.clientsCount > MOST_CONNECTIONS) return void socket.disconnect(true)
    const guard = createClassicGuard(clock)
    const guest = arrive((event) => {
      const { event: name, ...rest } = event
      socket.emit(name, ...Object.values(rest))
    })
    socket.on('disconnect', () => guest.leave())
    socket.onAny((name: string, payload: unknown) => {
      if (!guard.message()) return void socket.disconnect(true)
      const fields = typeof payload === 'object' && payload !== null ? payload : { roomId: payload }
      const message = readClassic({ ...fields, event: name })
      if ((!message || !guest.receive(message)) && !guard.bad()) socket.disconnect(true)
    })
    socket.emit('connectionSuccess')
  })
  http.once('close', () => void io.close())
  return http
}

/** JSON texts; descriptions are base64 of their JSON. */
function serveWebSocket(arrive: Arrive, clock: Clock): HttpServer {
  const http = createHttpServer((_request, response) => response.writeHead(426).end())
  const server = new WebSocketServer({ server: http, maxPayload: MOST_BYTES })
  server.on('error', () => {})
  server.on('connection', (socket) => {
    if (server.clients.size > MOST_CONNECTIONS) return socket.terminate()
    const guard = createClassicGuard(clock)
    const guest = arrive((event) => socket.send(JSON.stringify(packed(event))))
    socket.on('error', () => socket.terminate())
    socket.on('close', () => guest.leave())
    socket.on('message', (data) => {
      if (!guard.message()) return socket.terminate()
      const message = readClassic(unpacked(Buffer.isBuffer(data) ? data.toString('utf8') : ''))
      if ((!message || !guest.receive(message)) && !guard.bad()) socket.terminate()
    })
    socket.send(GREETING)
  })
  http.once('close', () => server.close())
  return http
}

const encode = (description: ClassicDescription): string => Buffer.from(JSON.stringify(description)).toString('base64')

function packed(event: ClassicEvent): object {
  if (event.event === 'sendOffer') return { ...event, offer: encode(event.offer) }
  if (event.event === 'sendAnswer') return { ...event, answer: encode(event.answer) }
  return event
}

function unpacked(text: string): unknown {
  const value = parseJson(text)
  if (typeof value !== 'object' || value === null) return null
  const decode = (field: unknown) =>
    typeof field === 'string' ? parseJson(Buffer.from(field, 'base64').toString('utf8')) : field
  if ('offer' in value) return { ...value, offer: decode(value.offer) }
  return 'answer' in value ? { ...value, answer: decode(value.answer) } : value
}
