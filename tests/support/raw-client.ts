import { randomBytes } from 'node:crypto'
import type { Socket } from 'node:net'
import { connect as connectTcp } from 'node:net'
import type { ConnectionOptions } from 'node:tls'
import { connect as connectTls } from 'node:tls'

/** A client that speaks exactly what a test wants, byte by byte. */
export interface RawClient {
  readonly socket: Socket
  /** All that came, as text. */
  heard(): string
  write(bytes: string | Buffer): void
  /** Resolves with how long it was open, ms, when the other side has ended it. */
  readonly closed: Promise<number>
}

export interface RawDoor {
  readonly port: number
  readonly tls?: boolean
  /** Of this machine: it has a whole network of addresses. */
  readonly from?: string
  readonly to?: string
  /** Keeps its half open when the other side has closed. */
  readonly allowHalfOpen?: boolean
}

/** How often a closed half is tried, ms. */
const PROBE = 50

/** Connects; with TLS the handshake is done when it resolves. */
export function rawClient({
  port,
  tls = false,
  from,
  to = '127.0.0.1',
  allowHalfOpen = false,
}: RawDoor): Promise<RawClient> {
  const where = { port, host: to, allowHalfOpen, ...(from ? { localAddress: from } : {}) }
  return new Promise((resolve, reject) => {
    const tcp = connectTcp(where)
    const secure: ConnectionOptions & { readonly allowHalfOpen: boolean } = {
      socket: tcp,
      rejectUnauthorized: false,
      allowHalfOpen,
    }
    const socket: Socket = tls ? connectTls(secure) : tcp
    let heard = ''
    const began = performance.now()
    const closed = new Promise<number>((done) => {
      tcp.on('close', () => done(performance.now() - began))
    })
    tcp.on('error', () => {})
    socket.on('error', () => {})
    socket.on('data', (chunk: Buffer) => {
      if (heard.length < 100_000) heard += chunk.toString('latin1')
    })
    // The other side has closed its half: whether it holds the rest is seen by writing to it.
    socket.on('end', () => {
      const probe = setInterval(() => socket.write('x'), PROBE)
      void closed.then(() => clearInterval(probe))
    })
    const client: RawClient = { socket, heard: () => heard, write: (bytes) => void socket.write(bytes), closed }
    socket.once(tls ? 'secureConnect' : 'connect', () => resolve(client))
    tcp.once('close', () => reject(new Error('closed before it was open')))
  })
}

/** The request of a WebSocket handshake (RFC 6455 §4.1). */
export function handshake(host: string, path = '/socket.io/?EIO=4&transport=websocket', extra = ''): string {
  const key = randomBytes(16).toString('base64')
  const upgrade = `Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}`
  return `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${upgrade}\r\n${extra}\r\n`
}

/** Opcodes of RFC 6455 §5.2. */
export const OPCODE = { continuation: 0, text: 1, close: 8, ping: 9, pong: 10 } as const

/** A frame as a client sends it: masked, with a mask of zeros. */
export function frame(opcode: number, payload: string | Buffer = '', isLast = true): Buffer {
  const body = Buffer.from(payload)
  const length = body.length < 126 ? Buffer.from([0x80 | body.length]) : Buffer.alloc(3)
  if (body.length >= 126) {
    length[0] = 0x80 | 126
    length.writeUInt16BE(body.length, 1)
  }
  return Buffer.concat([Buffer.from([(isLast ? 0x80 : 0) | opcode]), length, Buffer.alloc(4), body])
}

/** Resolves when what came fits. */
export function whenHeard(client: RawClient, text: string): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!client.heard().includes(text)) return
      client.socket.off('data', look)
      resolve()
    }
    client.socket.on('data', look)
    look()
  })
}

/** A WebSocket that is open, and nothing more. */
export async function rawWebSocket(door: RawDoor, path?: string): Promise<RawClient> {
  const client = await rawClient(door)
  const scheme = door.tls ? '127.0.0.1' : 'localhost'
  client.write(handshake(`${scheme}:${door.port}`, path))
  await whenHeard(client, '101 Switching Protocols')
  return client
}
