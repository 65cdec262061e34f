import type { Server as HttpServer } from 'node:http'

import type { RawData, ServerOptions, WebSocket } from 'ws'
import { WebSocketServer } from 'ws'

import { parseJson } from '../protocol/index.ts'
import { countedAs } from '../server/doors/address.ts'
import { safely } from '../server/doors/safely.ts'
import type { ClassicDescription, ClassicEvent } from './messages.ts'
import type { ClassicParts } from './reception.ts'
import { classicHttp } from './reception.ts'

/** What the plain WebSocket door greets with. */
const GREETING = '123'

/** JSON texts; descriptions are base64 of their JSON. */
export function serveWebSocket(parts: ClassicParts): HttpServer {
  const { limits, log, visitors, reception } = parts
  const options: ServerOptions & { readonly closeTimeout: number } = {
    noServer: true,
    maxPayload: limits.messageBytes,
    perMessageDeflate: false,
    closeTimeout: limits.goodbye,
  }
  const server = new WebSocketServer(options)

  const serve = (socket: WebSocket, address: string) => {
    socket.on('error', () => socket.terminate())
    const close = () => socket.terminate()
    const send = (event: ClassicEvent) => {
      if (socket.bufferedAmount > limits.unsentBytes) return close()
      socket.send(JSON.stringify(packed(event)))
    }
    const visitor = visitors.enter('ws', countedAs(address), close)
    if (!visitor) return close()
    const guest = reception.welcome(visitor, send, close)
    socket.on('close', guest.leave)
    socket.on('message', (data: RawData) => {
      if (socket.readyState !== socket.OPEN) return
      guest.hear(unpacked(Buffer.isBuffer(data) ? data.toString('utf8') : ''))
    })
    socket.send(GREETING)
  }
  const serveSafely = safely(log, 'a classic connection', serve, (socket) => socket.terminate())

  const http = classicHttp(
    parts,
    (_request, response) => void response.writeHead(426, { Connection: 'close' }).end(),
    (request, socket, head) => {
      const address = socket.remoteAddress ?? ''
      server.handleUpgrade(request, socket, head, (opened) => serveSafely(opened, address))
    },
  )
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
