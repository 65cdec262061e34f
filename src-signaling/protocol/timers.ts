/** Every time bound of CALL-RULES "Timers" that the phone, its client and the server share. Milliseconds. */
export const TIMERS = {
  /** How long an invite rings (15–120 s). */
  ring: 45_000,
  /** An invite rings only while at least this much of its lifetime remains. */
  freshness: 3_000,
  /** The caller shows "unreachable" when no device reported ringing by then. */
  ringingReport: 3_000,
  /** A command without ack: the connection is renewed and the command repeated by its id. */
  commandAck: 2_000,
  /** A command is given up. */
  commandGiveUp: 8_000,
  /** Engine.IO heartbeat: interval and time-out. */
  heartbeat: 4_000,
  /** How long a ringing call survives its lost socket (F-30, F-31). */
  ringGrace: 10_000,
  /** An active call whose two parties are both disconnected is forgotten by the server. */
  abandoned: 40_000,
  /** A claim whose other end is connected and does not claim ends after this. */
  claim: 6_000,
  /** The least life of a tombstone; the other bound is twice the ring time. */
  tombstone: 120_000,
  /** A warm connection that is not up this long after Accept is replaced by a second one (generation 2). */
  warmPatience: 1_500,
  /** Not connected this long after Accept: `ice-timeout`. */
  connect: 9_000,
  /** A running call ends `peer-lost` this long after the last byte from the other end. */
  pathLost: 30_000,
  /** The same towards an old client, after ICE said `disconnected`: it sends no pings and cannot restart ICE. */
  classicLost: 2_000,
  /** Each end of a running call pings on the data channel, so that silence means something. */
  ping: 1_000,
  /** How often the bytes that arrived are read. */
  watch: 500,
  /** So long without a byte is a lost path: ICE is restarted at once. */
  silence: 2_500,
  /** While nothing arrives ICE is restarted this often: an offer may have been lost with the path. */
  restart: 3_000,
  /** A claim that was answered `busy` is said again after this: the person's other call may be over by then. */
  claimAgain: 5_000,
  /** How long a phone waits for a host that has said it stops, while it dials. */
  hostBack: 10_000,
  /** A call that found nobody may be dialled anew for so long, before it counts as missed. */
  missedSettles: 8_000,
  /** Early messages of a call are kept this long. */
  keepEarly: 60_000,
  /** Gathering waits for TURN credentials at most this long, then goes on with what there is. */
  iceServers: 1_000,
  /** A connection must have signed in by then. */
  signIn: 5_000,
  /** Candidates are gathered into one message for at most this long. */
  candidateBatch: 20,
} as const

/** Delays before reconnect attempt n; the last one repeats. Each has up to 1 s of jitter, unless a call lives. */
export const RECONNECT_DELAYS: readonly number[] = [0, 300, 1_200, 2_700, 4_800, 7_000]
/** When the host is back before the others are, a dialled call is dialled anew after these, in turn. */
export const REDIAL_DELAYS: readonly number[] = [500, 1_000, 1_500, 2_000]
/** While a call lives, no two attempts are further apart than this. */
export const RECONNECT_DELAY_IN_CALL = 1_500
/** One attempt is given up after this long. */
export const CONNECT_ATTEMPT = 2_000
