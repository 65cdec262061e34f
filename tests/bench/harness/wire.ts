import { once } from 'node:events'

import { WebSocket } from 'ws'

import type { Ack, CommandName, CommandPayload } from '../../../src-signaling/protocol/index.ts'
import { signInText } from '../../../src-signaling/protocol/index.ts'
import { newKey } from '../../support/signaling-client.ts'

/**
 * A Socket.IO connection (Engine.IO 4, websocket) with as little of its own as possible: a client library would take longer than
 * the servers that are measured. It reads the names of events and the ids of acks, and parses nothing else.
 */
export interface Wire {
  /** Sends an event and waits for its ack. */
  ask<Answer>(name: string, payload: unknown): Promise<Answer>
  /** Every event as it came: `["name",…]`; the handle stops it. */
  onEvent(listener: (text: string) => void): () => void
  /** The next event of this name, parsed. */
  next<Payload>(name: string): Promise<Payload>
  /** Bytes of all events and acks so far. */
  bytes(): number
  close(): void
}

/** Longer answers are not parsed, characters. */
const PARSED = 4_096

export async function openWire(url: string): Promise<Wire> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}socket.io/?EIO=4&transport=websocket`, {
    perMessageDeflate: false,
    rejectUnauthorized: false,
  })
  const acks = new Map<number, (answer: unknown) => void>()
  const listeners = new Set<(text: string) => void>()
  let asked = 0
  let bytes = 0
  const connected = new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.once('close', () => reject(new Error('closed before it was connected')))
    socket.on('message', (data: Buffer) => {
      const text = data.toString()
      if (text === '2') return socket.send('3')
      if (text.startsWith('0')) return socket.send('40')
      if (text.startsWith('40')) return resolve()
      bytes += data.length
      if (text.startsWith('42')) for (const listener of listeners) listener(text.slice(2))
      else if (text.startsWith('43')) answered(text)
    })
  })
  function answered(text: string): void {
    const begin = text.indexOf('[')
    const id = Number(text.slice(2, begin))
    // A welcome to a large office is a megabyte: its first word is enough.
    const [answer] =
      text.length < PARSED
        ? (JSON.parse(text.slice(begin)) as [unknown])
        : [{ status: text.slice(begin).split('"', 4)[3] }]
    acks.get(id)?.(answer)
    acks.delete(id)
  }
  const next = <Payload>(name: string) =>
    new Promise<Payload>((resolve) => {
      const listener = (text: string) => {
        if (!text.startsWith(`["${name}"`)) return
        listeners.delete(listener)
        resolve((JSON.parse(text) as [string, Payload])[1])
      }
      listeners.add(listener)
    })
  await once(socket, 'open')
  const wire: Wire = {
    ask: (name, payload) =>
      new Promise((resolve) => {
        const id = asked++
        acks.set(id, resolve as (answer: unknown) => void)
        socket.send(`42${id}${JSON.stringify([name, payload])}`)
      }),
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    next,
    bytes: () => bytes,
    close: () => socket.terminate(),
  }
  challenges.set(wire, next('challenge'))
  await connected
  return wire
}

/** The first word of a Ringdown host comes with the connection: it is waited for from the beginning. */
const challenges = new WeakMap<Wire, Promise<{ readonly challenge: string }>>()

/** Two sockets of the bare relay that hear each other. */
export async function openPairOfWires(url: string): Promise<readonly [Wire, Wire]> {
  const pair = [await openWire(url), await openWire(url)] as const
  const name = `pair ${pairs++}`
  for (const wire of pair) await must(wire.ask('pair', name))
  return pair
}
let pairs = 0

/** @throws Error when a message was not taken */
export async function must(ack: Promise<{ readonly status: string }>): Promise<void> {
  const { status } = await ack
  if (status !== 'ok') throw new Error(`a message was answered ${status}`)
}

/** A device that has signed in. */
export interface WirePhone extends Wire {
  readonly contact: string
  /** How large the directory was that it was welcomed with. */
  readonly welcomeBytes: number
  command<Name extends CommandName>(name: Name, payload: CommandPayload<Name>): Promise<Ack>
}

export async function openWirePhone(url: string, name: string): Promise<WirePhone> {
  const [wire, key] = [await openWire(url), await newKey()]
  const { challenge } = (await challenges.get(wire)) ?? { challenge: '' }
  const result = await wire.ask<{ readonly status: string }>('sign-in', {
    protocol: 1,
    publicKey: key.publicKey,
    signature: await key.sign(signInText(challenge, new URL(url).host)),
    name,
    kind: 'web',
    lasting: true,
  })
  if (result.status !== 'ok') throw new Error(`${name} was not let in: ${JSON.stringify(result)}`)
  const welcomeBytes = wire.bytes()
  return { ...wire, contact: key.device, welcomeBytes, command: (command, payload) => wire.ask(command, payload) }
}
