import { randomBytes } from 'node:crypto'

import type { Socket } from 'socket.io'

import type { Clock } from '../client/clock.ts'

import type { Ack, Command, CommandName, DeviceId, ServerEvent, SignIn, SignInResult } from '../protocol/index.ts'
import { check, commandSchemas, PROTOCOL_VERSION, signInSchema } from '../protocol/index.ts'
import type { AdmissionPolicy } from './admission.ts'
import { admit } from './admission.ts'
import type { Guards, HeldGuard } from './doors/guards.ts'
import { safely } from './doors/safely.ts'
import type { HostLog } from './host-log.ts'
import type { ServerLimits } from './limits.ts'
import type { Door, Office, Seat } from './office-contract.ts'
import type { DoorRules } from './request-rules.ts'
import { openedBy, serverIdentities } from './request-rules.ts'
import { deviceIdOf, verifyDevice } from './verify-device.ts'

export interface SessionOptions {
  readonly office: Office
  readonly door: Door
  readonly guards: Guards
  readonly limits: ServerLimits
  readonly policy: AdmissionPolicy
  readonly clock: Clock
  readonly log: HostLog
  /** SHA-256 of the certificate of the TLS door. */
  readonly pin: string | null
}

/** The room of all sockets that have signed in at this door; a socket leaves it when it closes. */
export const SIGNED_IN = 'signed-in'

/** What a door knows of a connection that came through it. */
export interface Caller {
  readonly rules: DoorRules
  /** The client's, as it is counted. */
  readonly address: string
  /** To be called when it has signed in: it is no stranger any more. */
  signedIn(): void
  /** Sends something that may be long, like a welcome: it does not count as unread. */
  besides(say: () => void): void
}

/** A client's reason when it closes on purpose; every other end counts as lost. */
const GOODBYE = 'client namespace disconnect'

/**
 * One connection from its first packet on: challenge, sign-in, then commands (S-01). Most connections say nothing more for hours, so what
 * only signing in needs is let go of with its listeners, and what only commands need is not made before the first.
 */
export function serveSocket(socket: Socket, caller: Caller, options: SessionOptions): void {
  const { clock, limits, log } = options
  const challenge = randomBytes(32).toString('base64url')
  const close = closing(socket)
  const stopWaiting = clock.after(limits.signIn, () => {
    log('socket closed: did not sign in')
    close()
  })
  socket.on('disconnect', stopWaiting)
  socket.on('error', close)
  const hear = (message: unknown, reply: unknown) => {
    // A challenge works once.
    socket.on('sign-in', close)
    socket.off('disconnect', stopWaiting)
    stopWaiting()
    const { result, device, seat } = signIn(socket, message, challenge, caller, options)
    if (seat) serveCommands(socket, seat, () => options.guards.hold(device, caller.address), options)
    caller.besides(() => answer(reply, result))
    if (seat) return
    log(`sign-in refused: ${result.status === 'denied' ? result.refusal : result.status}`)
    clock.after(100, close)
  }
  socket.once('sign-in', safely(log, 'a sign-in', hear, close))
  socket.emit('challenge', { protocol: PROTOCOL_VERSION, challenge })
}

/** Made here, it keeps the socket alive and nothing else of the scope that wants it. */
const closing = (socket: Socket) => () => void socket.disconnect(true)

interface Signed {
  readonly result: SignInResult
  readonly device: DeviceId
  readonly seat: Seat | null
}

function signIn(
  socket: Socket,
  message: unknown,
  challenge: string,
  { rules, signedIn }: Caller,
  options: SessionOptions,
): Signed {
  const denied = (result: SignInResult): Signed => ({ result, device: '', seat: null })
  const version = typeof message === 'object' && message !== null && 'protocol' in message ? message.protocol : null
  if (typeof version === 'number' && version !== PROTOCOL_VERSION)
    return denied({ status: 'denied', refusal: 'protocol' })
  const parsed = check(signInSchema, message)
  if (!parsed.success) return denied({ status: 'invalid' })
  const request: SignIn = parsed.data
  const identities = serverIdentities(openedBy(socket.request), rules, rules.kind === 'lan' ? options.pin : null)
  if (!verifyDevice(request, challenge, identities)) return denied({ status: 'denied', refusal: 'signature' })

  const device = deviceIdOf(request.publicKey)
  const admission = admit(rules.kind, device, new Set(), options.policy)
  if (admission.status === 'denied') return denied(admission)
  const line = {
    door: options.door,
    send: (event: ServerEvent) => void socket.emit(event.name, event.payload),
    close: closing(socket),
  }
  const entry = options.office.enter({ device, name: request.name, kind: request.kind, lasting: request.lasting }, line)
  if (entry.status === 'denied') return denied(entry)
  void socket.join(SIGNED_IN)
  signedIn()
  return { result: { status: 'ok', welcome: entry.welcome }, device, seat: entry.seat }
}

function serveCommands(socket: Socket, seat: Seat, hold: () => HeldGuard, { log }: SessionOptions): void {
  let guard: HeldGuard | null = null
  const gone = (reason: string) => {
    guard?.release()
    seat.disconnect(reason === GOODBYE ? 'left' : 'lost')
  }
  const refuse = (why: string) => {
    log(`socket closed: ${why}`)
    socket.disconnect(true)
  }
  const hear = (name: string, ...args: readonly unknown[]) => {
    // What came in one piece with a goodbye is heard after it.
    if (!socket.connected) return
    guard ??= hold()
    const reply = args.find((argument) => typeof argument === 'function')
    const command = readCommand(name, args[0])
    if (!command) {
      answer(reply, { status: 'invalid' })
      if (guard.strike()) refuse('messages that make no sense')
      return
    }
    const verdict = guard.command(command.name, targetOf(command))
    if (verdict.kind === 'close') return refuse('too fast')
    if (verdict.kind === 'limited') {
      log(`limited: ${command.name}`)
      return answer(reply, { status: 'limited', retryAfterMs: verdict.retryAfterMs })
    }
    answer(reply, seat.command(command.name, command.payload))
  }
  socket.on('disconnect', safely(log, 'a goodbye', gone))
  socket.onAny(safely(log, 'a message', hear, closing(socket)))
}

/** Only a known name with a strictly valid payload gets further, and only as what the schema made of it (S-33). */
function readCommand(name: string, payload: unknown): Command | null {
  if (!Object.hasOwn(commandSchemas, name)) return null
  const parsed = check(commandSchemas[name as CommandName], payload)
  return parsed.success ? ({ name, payload: parsed.data } as Command) : null
}

function targetOf(command: Command): string | null {
  if (command.name !== 'invite') return null
  const { target } = command.payload
  return target.kind === 'contact' ? `contact/${target.contact}` : `group/${target.group}`
}

/** A client may send no ack callback, or something that is none. */
function answer(reply: unknown, value: Ack | SignInResult): void {
  if (typeof reply === 'function') (reply as (value: unknown) => void)(value)
}
