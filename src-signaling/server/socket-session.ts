import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

import type { Socket } from 'socket.io'

import type { Clock } from '../client/clock.ts'

import type { Ack, Command, CommandName, ServerEvent, SignIn, SignInResult } from '../protocol/index.ts'
import { check, commandSchemas, PROTOCOL_VERSION, signInSchema } from '../protocol/index.ts'
import type { AdmissionPolicy } from './admission.ts'
import { admit } from './admission.ts'
import { createGuard } from './guard.ts'
import type { ServerLimits } from './limits.ts'
import type { Door, Office, Seat } from './office-contract.ts'
import type { DoorRules } from './request-rules.ts'
import { serverIdentities } from './request-rules.ts'
import { deviceIdOf, verifyDevice } from './verify-device.ts'

export interface SessionOptions {
  readonly office: Office
  readonly door: Door
  readonly limits: ServerLimits
  readonly policy: AdmissionPolicy
  readonly clock: Clock
  /** SHA-256 of the certificate of the TLS door. */
  readonly pin: string | null
}

/** The room of all sockets that have signed in at this door; a socket leaves it when it closes. */
export const SIGNED_IN = 'signed-in'

/** To be called when the socket of a request has signed in: it is no stranger any more. */
export const signedIn = new WeakMap<IncomingMessage, () => void>()

/** A client's reason when it closes on purpose; every other end counts as lost. */
const GOODBYE = 'client namespace disconnect'

/** One connection from its first packet on: challenge, sign-in, then commands (S-01). */
export function serveSocket(socket: Socket, rules: DoorRules, options: SessionOptions): void {
  const { clock, limits } = options
  const challenge = randomBytes(32).toString('base64url')
  let answered = false
  const stopWaiting = clock.after(limits.signIn, () => socket.disconnect(true))
  socket.on('disconnect', stopWaiting)
  socket.on('error', () => socket.disconnect(true))
  socket.on('sign-in', (message: unknown, reply: unknown) => {
    // A challenge works once.
    if (answered) return void socket.disconnect(true)
    answered = true
    stopWaiting()
    const { result, seat } = signIn(socket, message, challenge, rules, options)
    answer(reply, result)
    if (seat) serveCommands(socket, seat, options)
    else clock.after(100, () => socket.disconnect(true))
  })
  socket.emit('challenge', { protocol: PROTOCOL_VERSION, challenge })
}

interface Signed {
  readonly result: SignInResult
  readonly seat: Seat | null
}

function signIn(
  socket: Socket,
  message: unknown,
  challenge: string,
  rules: DoorRules,
  options: SessionOptions,
): Signed {
  const denied = (result: SignInResult): Signed => ({ result, seat: null })
  const version = typeof message === 'object' && message !== null && 'protocol' in message ? message.protocol : null
  if (typeof version === 'number' && version !== PROTOCOL_VERSION)
    return denied({ status: 'denied', refusal: 'protocol' })
  const parsed = check(signInSchema, message)
  if (!parsed.success) return denied({ status: 'invalid' })
  const request: SignIn = parsed.data
  const identities = serverIdentities(socket.request.headers.host, rules, rules.kind === 'lan' ? options.pin : null)
  if (!verifyDevice(request, challenge, identities)) return denied({ status: 'denied', refusal: 'signature' })

  const device = deviceIdOf(request.publicKey)
  const admission = admit(rules.kind, device, new Set(), options.policy)
  if (admission.status === 'denied') return denied(admission)
  const line = {
    door: options.door,
    send: (event: ServerEvent) => void socket.emit(event.name, event.payload),
    close: () => void socket.disconnect(true),
  }
  const entry = options.office.enter({ device, name: request.name, kind: request.kind, lasting: request.lasting }, line)
  if (entry.status === 'denied') return denied(entry)
  void socket.join(SIGNED_IN)
  signedIn.get(socket.request)?.()
  return { result: { status: 'ok', welcome: entry.welcome }, seat: entry.seat }
}

function serveCommands(socket: Socket, seat: Seat, { clock, limits }: SessionOptions): void {
  const guard = createGuard(limits, () => clock.now())
  socket.on('disconnect', (reason) => seat.disconnect(reason === GOODBYE ? 'left' : 'lost'))
  socket.onAny((name: string, ...args: readonly unknown[]) => {
    const reply = args.find((argument) => typeof argument === 'function')
    const command = readCommand(name, args[0])
    if (!command) {
      answer(reply, { status: 'invalid' })
      if (guard.strike()) socket.disconnect(true)
      return
    }
    const verdict = guard.command(command.name, targetOf(command))
    if (verdict.kind === 'close') return void socket.disconnect(true)
    if (verdict.kind === 'limited') return answer(reply, { status: 'limited', retryAfterMs: verdict.retryAfterMs })
    answer(reply, seat.command(command.name, command.payload))
  })
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
