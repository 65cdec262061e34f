import { LIMITS, TIMERS } from '../protocol/index.ts'
import type { BucketLimit } from './rate-limit.ts'

/** What the doors for older clients allow besides; they know no devices, so a connection or an address counts. */
export interface ClassicLimits {
  /** Connections of one door, and those of one address. */
  readonly connections: number
  readonly perAddress: number
  /** A connection that has joined no room within this is closed. */
  readonly joined: number
  /** Calls that one address may start, at both doors together. */
  readonly invites: BucketLimit
  readonly rooms: number
}

/** What the doors allow (S-34), as one value: `createServer({ limits })`. Times in ms. */
export interface ServerLimits {
  readonly messageBytes: number
  /** All commands but hang-up and decline. */
  readonly messages: BucketLimit
  /** Hang-up and decline: never refused in a call's ordinary life, so generous. */
  readonly farewells: BucketLimit
  /** Invites from one device to one target. */
  readonly invitesPerPair: BucketLimit
  /** This many refusals in `strikeWindow` close the socket. */
  readonly strikes: number
  readonly strikeWindow: number
  readonly signIn: number
  readonly headers: number
  /** From the upgrade to Socket.IO's own CONNECT packet. */
  readonly connect: number
  /** Sockets of one address that have not signed in; the loopback door is exempt. */
  readonly unauthenticatedPerAddress: number
  /** Sockets of one address, signed in or not; behind a proxy the client's address counts; the loopback door is exempt. */
  readonly socketsPerAddress: number
  /** Sockets that one address opens; the loopback door is exempt. */
  readonly arrivalsPerAddress: BucketLimit
  readonly sockets: number
  readonly heartbeat: number
  /** TCP connections of one door, whatever is spoken on them. */
  readonly connections: number
  /**
   * Those of them that have not signed in; the oldest is closed for a new one. Not at the loopback door and behind a proxy. After a restart of
   * the host a whole office is here at once.
   */
  readonly strangers: number
  /** … from one address; not counted at the loopback door and behind a proxy. */
  readonly strangersPerAddress: number
  /** For the body of a request, and its answer. */
  readonly body: number
  /** For reading the answer to a request. */
  readonly answer: number
  /** Requests of one connection that wait for their answer. */
  readonly pipelined: number
  /** From the last word to the end of the connection: a client that does not close is not waited for. */
  readonly goodbye: number
  /** WebSocket frames of one socket, of every kind. */
  readonly frames: BucketLimit
  /** What may wait to be sent to one socket, bytes; its welcome may wait besides. */
  readonly unsentBytes: number
  /** How long the speed of a device is remembered after its last socket. */
  readonly guardKept: number
  /** Devices whose speed is remembered. */
  readonly guards: number
  readonly classic: ClassicLimits
}

export const DEFAULT_LIMITS: ServerLimits = {
  messageBytes: LIMITS.messageBytes,
  messages: { burst: 100, perSecond: 10 },
  farewells: { burst: 200, perSecond: 50 },
  invitesPerPair: { burst: 6, perSecond: 0.1 },
  strikes: 3,
  strikeWindow: 10_000,
  signIn: TIMERS.signIn,
  headers: 5_000,
  connect: 10_000,
  unauthenticatedPerAddress: 32,
  socketsPerAddress: 500,
  arrivalsPerAddress: { burst: 1_000, perSecond: 20 },
  sockets: 5_000,
  heartbeat: TIMERS.heartbeat,
  connections: 6_000,
  strangers: 4_000,
  strangersPerAddress: 128,
  body: 5_000,
  answer: 30_000,
  pipelined: 8,
  goodbye: 1_000,
  frames: { burst: 1_000, perSecond: 120 },
  unsentBytes: 1_048_576,
  guardKept: 60_000,
  guards: 20_000,
  classic: {
    connections: 64,
    perAddress: 16,
    joined: 10_000,
    invites: { burst: 6, perSecond: 0.1 },
    rooms: 8,
  },
}

/** The usual limits with changes. Whoever may send more messages may send as many frames more. Pure. */
export function limitsWith(changes: Partial<ServerLimits>): ServerLimits {
  const limits = { ...DEFAULT_LIMITS, ...changes }
  if (changes.frames) return limits
  const { frames, messages, farewells } = limits
  return {
    ...limits,
    frames: {
      burst: Math.max(frames.burst, 2 * (messages.burst + farewells.burst)),
      perSecond: Math.max(frames.perSecond, 2 * (messages.perSecond + farewells.perSecond)),
    },
  }
}
