import { LIMITS, TIMERS } from '../protocol/index.ts'
import type { BucketLimit } from './rate-limit.ts'

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
  readonly sockets: number
  readonly heartbeat: number
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
  sockets: 5_000,
  heartbeat: TIMERS.heartbeat,
}
