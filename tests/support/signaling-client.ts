import { createHash, webcrypto } from 'node:crypto'

import type { Socket } from 'socket.io-client'
import { io } from 'socket.io-client'

import type {
  Ack,
  CommandName,
  CommandPayload,
  EventName,
  EventPayload,
  SignInResult,
  Welcome,
} from '../../src-signaling/protocol/index.ts'
import { ackSchema, eventSchemas, signInResultSchema, signInText } from '../../src-signaling/protocol/index.ts'

export interface TestKey {
  readonly publicKey: string
  readonly device: string
  sign(text: string): Promise<string>
}

export async function newKey(): Promise<TestKey> {
  const pair = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
  const raw = Buffer.from(await webcrypto.subtle.exportKey('raw', pair.publicKey))
  return {
    publicKey: raw.toString('base64url'),
    device: createHash('sha256').update(raw).digest('base64url'),
    async sign(text) {
      const signature = await webcrypto.subtle.sign(
        { name: 'ECDSA', hash: 'SHA-256' },
        pair.privateKey,
        Buffer.from(text),
      )
      return Buffer.from(signature).toString('base64url')
    },
  }
}

export const newCallId = (): string => Buffer.from(webcrypto.getRandomValues(new Uint8Array(16))).toString('base64url')

/** Opens a bare Socket.IO connection; the caller closes it. */
export function openSocket(url: string, extra: Record<string, unknown> = {}): Socket {
  return io(url, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    rejectUnauthorized: false,
    ...extra,
  })
}

export const nextChallenge = (socket: Socket): Promise<string> =>
  new Promise((resolve, reject) => {
    socket.once('challenge', (message: { challenge: string }) => resolve(message.challenge))
    socket.once('connect_error', reject)
    socket.once('disconnect', (reason) => reject(new Error(`disconnected: ${reason}`)))
  })

export const whenClosed = (socket: Socket): Promise<string> =>
  new Promise((resolve) => {
    if (socket.disconnected && !socket.active) return resolve('closed')
    socket.once('disconnect', resolve)
  })

export interface TestPhoneOptions {
  readonly key?: TestKey
  readonly lasting?: boolean
  readonly serverIdentity?: string
  /** For the socket: whom it trusts. */
  readonly socket?: Record<string, unknown>
}

/** A signed-in device without a screen. */
export interface TestPhone {
  readonly socket: Socket
  readonly key: TestKey
  readonly welcome: Welcome
  /** Its contact id. */
  readonly contact: string
  command<Name extends CommandName>(name: Name, payload: CommandPayload<Name>): Promise<Ack>
  /** Every event of a name so far. */
  all<Name extends EventName>(name: Name): readonly EventPayload<Name>[]
  /** The first event of this name that fits, past or future. */
  next<Name extends EventName>(name: Name, fits?: (payload: EventPayload<Name>) => boolean): Promise<EventPayload<Name>>
  close(): void
}

export async function connectPhone(url: string, name: string, options: TestPhoneOptions = {}): Promise<TestPhone> {
  const key = options.key ?? (await newKey())
  const socket = openSocket(url, options.socket)
  const challenge = await nextChallenge(socket)
  const text = signInText(challenge, options.serverIdentity ?? new URL(url).host)
  const request = {
    protocol: 1,
    publicKey: key.publicKey,
    signature: await key.sign(text),
    name,
    kind: 'web',
    lasting: options.lasting ?? true,
  }
  const seen: { readonly name: string; readonly payload: unknown }[] = []
  const waiting = new Set<() => void>()
  socket.onAny((event: string, payload: unknown) => {
    seen.push({ name: event, payload })
    for (const look of waiting) look()
  })
  const result: SignInResult = signInResultSchema.parse(await socket.emitWithAck('sign-in', request))
  if (result.status !== 'ok') {
    socket.disconnect()
    throw new Error(`sign-in: ${JSON.stringify(result)}`)
  }
  const all = <Name extends EventName>(event: Name) =>
    seen.filter((one) => one.name === event).map((one) => eventSchemas[event].parse(one.payload) as EventPayload<Name>)

  return {
    socket,
    key,
    welcome: result.welcome,
    contact: result.welcome.self.contact,
    command: async (command, payload) => ackSchema.parse(await socket.timeout(5_000).emitWithAck(command, payload)),
    all,
    next: (event, fits = () => true) =>
      new Promise((resolve) => {
        const look = () => {
          const found = all(event).find(fits)
          if (!found) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    close: () => socket.disconnect(),
  }
}

/** One whole call: ring, description both ways, accept, candidates, hang-up. */
export async function wholeCall(caller: TestPhone, callee: TestPhone): Promise<void> {
  const callId = newCallId()
  const mine = (payload: { readonly callId: string }) => payload.callId === callId
  const must = async (ack: Promise<Ack>) => {
    const { status } = await ack
    if (status !== 'ok') throw new Error(`call ${callId}: ${status}`)
  }
  const description = (role: 'offer' | 'answer') => ({
    callId,
    generation: 1,
    seq: 0,
    role,
    answers: role === 'answer' ? 0 : null,
    sdp: 'v=0\r\n',
    signature: null,
  })
  await must(
    caller.command('invite', {
      callId,
      target: { kind: 'contact', contact: callee.contact },
      video: false,
      subject: null,
    }),
  )
  await callee.next('incoming', mine)
  await must(caller.command('description', description('offer')))
  await must(callee.command('ringing', { callId }))
  await callee.next('description', mine)
  await must(callee.command('description', description('answer')))
  await must(callee.command('accept', { callId, video: false }))
  await Promise.all([caller.next('ringing', mine), caller.next('accepted', mine), caller.next('description', mine)])
  await must(caller.command('candidates', { callId, generation: 1, seq: 1, candidates: [], end: true }))
  await callee.next('candidates', mine)
  await must(caller.command('hangup', { callId, reason: 'hangup' }))
  await callee.next('ended', mine)
}
