import { io } from 'socket.io-client'
import { WebSocket } from 'ws'

/** What an old client saw: the event's name and its argument. */
export type Seen = readonly [name: string, argument?: unknown]

export interface OldClient {
  readonly kind: 'io' | 'ws'
  readonly seen: readonly Seen[]
  say(event: string, fields?: Readonly<Record<string, unknown>>): void
  /** Sends exactly this. */
  raw(value: unknown): void
  /** The n-th event of a name, from 1. */
  nth(name: string, n?: number): Promise<unknown>
  /** Resolves when the host has closed the connection. */
  readonly closed: Promise<void>
  close(): void
}

const ROOM = '001'

function recorder(kind: OldClient['kind']) {
  const seen: Seen[] = []
  const waiting = new Set<() => void>()
  const see = (...event: Seen) => {
    seen.push(event)
    for (const look of waiting) look()
  }
  const nth = (name: string, n = 1) =>
    new Promise<unknown>((resolve) => {
      const look = () => {
        const found = seen.filter(([other]) => other === name)[n - 1]
        if (!found) return
        waiting.delete(look)
        resolve(found[1])
      }
      waiting.add(look)
      look()
    })
  return { kind, seen, see, nth }
}

/** A page of the Socket.IO kind, in a room. */
export async function ioClient(port: number, room = ROOM): Promise<OldClient> {
  const { see, ...record } = recorder('io')
  const socket = io(`http://127.0.0.1:${port}`, { forceNew: true, reconnection: false })
  socket.onAny(see)
  const closed = new Promise<void>((resolve) => socket.once('disconnect', () => resolve()))
  await record.nth('connectionSuccess')
  socket.emit('joinRoom', room)
  return {
    ...record,
    closed,
    say: (event, fields) => void socket.emit(event, fields ? { ...fields, roomId: room } : room),
    raw: (value) => void socket.emit('sendOffer', value),
    close: () => socket.disconnect(),
  }
}

const packed = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64')
const unpacked = (value: unknown): unknown => JSON.parse(Buffer.from(String(value), 'base64').toString())

/** A page of the plain WebSocket kind, in a room; it never answers pings with more than the library does. */
export async function wsClient(port: number, room = ROOM): Promise<OldClient> {
  const { see, ...record } = recorder('ws')
  const socket = new WebSocket(`ws://127.0.0.1:${port}`)
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  socket.on('error', () => {})
  socket.on('message', (data) => {
    const text = Buffer.isBuffer(data) ? data.toString('utf8') : ''
    if (text === '123') return see('greeting')
    const { event, offer, answer, candidate } = JSON.parse(text) as Record<string, unknown>
    const argument = offer === undefined ? (answer === undefined ? candidate : unpacked(answer)) : unpacked(offer)
    see(String(event), ...(argument === undefined ? [] : [argument]))
  })
  await record.nth('greeting')
  const send = (value: object) => socket.send(JSON.stringify(value))
  send({ event: 'joinRoom', roomId: room })
  return {
    ...record,
    closed,
    say(event, fields = {}) {
      const coded = Object.entries(fields).map(([key, value]) => [key, key === 'candidate' ? value : packed(value)])
      send({ event, roomId: room, ...Object.fromEntries(coded) })
    },
    raw: (value) => send(value as object),
    close: () => socket.close(),
  }
}
