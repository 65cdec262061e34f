import type { Socket, WebSocket } from 'socket.io-client'
import { io } from 'socket.io-client'

import type { Command, EventName, ServerEvent, SignIn } from '../protocol/index.ts'
import { ackSchema, check, CONNECT_ATTEMPT, eventSchemas, TIMERS } from '../protocol/index.ts'
import type { Clock } from './clock.ts'
import type { ConnectionState, SendResult, SignalingLine, SignalingNews } from './line.ts'
import { pendingCommands } from './pending-commands.ts'
import { reconnectDelay } from './retry-policy.ts'
import type { DeviceKey } from './sign-in.ts'
import { answerChallenge, readSignInResult } from './sign-in.ts'

export interface LineOptions {
  /** Where the next attempt goes; a host with several addresses is tried at each in turn. */
  readonly address: () => LineAddress
  readonly name: string
  readonly kind: SignIn['kind']
  readonly key: DeviceKey
  readonly clock: Clock
  /** 0…1, like Math.random. */
  readonly random: () => number
  readonly listener: (news: SignalingNews) => void
  /** An https.Agent that pins the certificate; main gives it, a page cannot. */
  readonly agent?: unknown
  /** Engine.IO's websocket over a socket that somebody else holds; without it, one of our own. */
  readonly transport?: typeof WebSocket
}

export interface LineAddress {
  /** http(s) address of the host. */
  readonly url: string
  /** SHA-256 of the pinned certificate, or host and port of the address (S-01). Read when the challenge is there. */
  readonly serverIdentity: string
}

/** Keeps one signed-in connection to the host for as long as the line is open. No DOM, no Node API. */
export function openLine(options: LineOptions): SignalingLine {
  const { clock, listener } = options
  let { name } = options
  /** The connection that is used, or tried. */
  let socket: Socket | null = null
  /**
   * While a line is renewed the old connection stays: the host hands its place over when the new one signs in, so that nobody is away in
   * between, and what it still says counts (B-8).
   */
  let former: Socket | null = null
  let online = false
  let closed = false
  let inCall = false
  let attempt = 0
  let offlineSince: number | null = null
  /** The host's heartbeats are the lease of what rings here. */
  let heardAt = clock.now()
  let stopTimer = () => {}

  const pending = pendingCommands(clock, transmit, () => renew())
  /** The connection that the host knows as this device. */
  const signed = () => (online ? socket : former)
  const tell = (connection: ConnectionState) => listener({ kind: 'connection', connection })

  function transmit(command: Command, acked: (result: SendResult) => void): boolean {
    if (!online || !socket) return false
    socket.emit(command.name, command.payload, (answer: unknown) => {
      const ack = check(ackSchema, answer)
      acked(ack.success ? ack.data : { status: 'internal' })
    })
    return true
  }

  function drop(): void {
    stopTimer()
    online = false
    abandon(former)
    abandon(socket)
    former = socket = null
  }

  function rest(connection: ConnectionState): void {
    drop()
    tell(connection)
  }

  function retryLater(): void {
    drop()
    if (closed) return
    offlineSince ??= heardAt
    const delay = reconnectDelay(attempt++, inCall, options.random())
    tell({
      status: 'offline',
      since: offlineSince,
      nextTryAt: delay === 0 ? null : clock.now() + delay,
    })
    stopTimer = clock.after(delay, connect)
  }

  function renew(): void {
    if (closed) return
    attempt = 0
    if (online) {
      former = socket
      socket = null
      online = false
    }
    connect()
  }

  function connect(): void {
    stopTimer()
    abandon(socket)
    socket = null
    if (offlineSince === null) tell({ status: 'connecting' })
    if (closed) return
    const address = options.address()
    const current = io(address.url, {
      transports: options.transport ? [options.transport] : ['websocket'],
      reconnection: false,
      forceNew: true,
      timeout: CONNECT_ATTEMPT,
      ...(options.agent === undefined ? {} : { agent: options.agent as string }),
    })
    socket = current
    stopTimer = clock.after(CONNECT_ATTEMPT + TIMERS.signIn, retryLater)
    const failed = () => {
      if (socket === current) retryLater()
    }
    current.on('connect_error', failed)
    current.on('disconnect', failed)
    current.io.on('ping', () => {
      heardAt = clock.now()
    })
    current.on('challenge', (message: unknown) => void signIn(current, address.serverIdentity, message))
  }

  async function signIn(current: Socket, serverIdentity: string, message: unknown): Promise<void> {
    const request = await answerChallenge(message, options.key, serverIdentity, name, options.kind)
    if (socket !== current) return
    if (!request) return rest({ status: 'refused', refusal: 'protocol' })
    current.emit('sign-in', request, (answer: unknown) => {
      if (socket === current) signedIn(current, answer)
    })
  }

  function signedIn(current: Socket, answer: unknown): void {
    const result = readSignInResult(answer)
    if (result.status === 'denied') return rest({ status: 'refused', refusal: result.refusal })
    if (result.status === 'invalid') return rest({ status: 'refused', refusal: 'protocol' })
    stopTimer()
    abandon(former)
    former = null
    online = true
    heardAt = clock.now()
    attempt = 0
    offlineSince = null
    current.onAny((event: string, payload: unknown) => {
      if (current === signed()) receive(event, payload)
    })
    const resend = pending.unanswered()
    tell({ status: 'online' })
    listener({ kind: 'welcome', welcome: result.welcome })
    resend()
  }

  function receive(event: string, payload: unknown): void {
    if (!Object.hasOwn(eventSchemas, event)) return
    const parsed = check(eventSchemas[event as EventName], payload)
    if (!parsed.success) return
    if (event === 'replaced') {
      // Said to the former one by our own new one, whose welcome is on its way.
      if (online) rest({ status: 'replaced' })
      return
    }
    listener({ kind: 'event', event: { name: event, payload: parsed.data } as ServerEvent })
  }

  connect()
  return {
    async send(command) {
      const result = await pending.add(command)
      // A later sign-in must not give the old name back.
      if (command.name === 'rename' && result.status === 'ok') name = command.payload.name
      return result
    },
    sendLast: (command) => void signed()?.emit(command.name, command.payload),
    retry: renew,
    urgent: (live) => {
      // Only the beginning of a call shortens a pause: said again and again it must not make every attempt follow the last at once.
      const begins = live && !inCall
      inCall = live
      const resting = !online && !socket && offlineSince !== null
      if (begins && resting && !closed) connect()
    },
    close: () => {
      closed = true
      // A goodbye, said by whichever the host knows: who leaves so is away at once.
      for (const one of [former, socket]) one?.disconnect()
      drop()
      pending.close()
    },
  }
}

/** Lets go of a connection without a goodbye: to the host it is lost, and the device may come back (F-30, F-31). */
function abandon(socket: Socket | null): void {
  if (!socket) return
  socket.removeAllListeners()
  socket.io.removeAllListeners()
  socket.io.engine?.close()
}
