import type { ConnectionState, SignalingLine, SignalingNews } from '../../../src-signaling/client/line.ts'
import { pendingCommands } from '../../../src-signaling/client/pending-commands.ts'
import { reconnectDelay } from '../../../src-signaling/client/retry-policy.ts'
import type { Ack, Command, ServerEvent } from '../../../src-signaling/protocol/index.ts'
import { CONNECT_ATTEMPT, TIMERS } from '../../../src-signaling/protocol/index.ts'
import type { Office, Seat, Visitor } from '../../../src-signaling/server/office-contract.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** How a socket is found dead at the latest: interval and patience of a heartbeat. */
const HEARTBEAT = 2 * TIMERS.heartbeat
const LATENCY = 5

/** What can go wrong on the way between one device and the office. */
export interface Link {
  readonly line: SignalingLine
  /** The socket is closed: what was in flight is lost, both ends notice at once. */
  cut(): void
  /** Bytes stop without a word: each end notices by its heartbeat, or when an answer is missing. */
  halfOpen(): void
  /** No socket can be opened while this lasts. */
  block(blocked: boolean): void
  /** The office gets the last command once more. */
  repeatLast(): void
}

interface Sent {
  readonly command: Command
  readonly host: Office | null
  answered: boolean
}

interface Socket {
  passes: boolean
  seat: Seat | null
  closed: boolean
}

/**
 * A line as open-line.ts keeps it, with the production's pending commands and pauses, over a network of the test: in order, nothing
 * lost without breaking.
 * @param office the host as it is now; null while it is down
 */
export function createLink(
  clock: VirtualClock,
  visitor: Visitor,
  office: () => Office | null,
  listener: (news: SignalingNews) => void,
): Link {
  let socket: Socket | null = null
  let online = false
  let closed = false
  let blocked = false
  let inCall = false
  let attempt = 0
  let offlineSince: number | null = null
  let last: Sent | null = null
  let stopTimer = () => {}

  const tell = (connection: ConnectionState) => listener({ kind: 'connection', connection })
  const pending = pendingCommands(clock, transmit, renew)

  /** Runs it after the way through this socket, if bytes still pass then. */
  function through(current: Socket, run: () => void): void {
    clock.after(LATENCY, () => {
      if (current.passes) run()
    })
  }

  function transmit(command: Command, acked: (ack: Ack) => void): boolean {
    const current = socket
    if (!online || !current) return false
    const sent: Sent = { command, host: office(), answered: false }
    last = sent
    through(current, () => {
      const ack = current.seat?.command(command.name, command.payload) ?? { status: 'internal' as const }
      through(current, () => {
        sent.answered = true
        acked(ack)
      })
    })
    return true
  }

  function drop(): void {
    stopTimer()
    online = false
    const old = socket
    socket = null
    if (old) lose(old)
  }

  /** The office notices a closed socket at once where bytes pass, else by its heartbeat. */
  function lose(old: Socket): void {
    if (old.closed) return
    old.closed = true
    const notice = () => old.seat?.disconnect('lost')
    if (old.passes) clock.after(LATENCY, notice)
    else clock.after(HEARTBEAT, notice)
    old.passes = false
  }

  function retryLater(): void {
    drop()
    if (closed) return
    offlineSince ??= clock.now()
    const delay = reconnectDelay(attempt++, inCall, 0.5)
    tell({ status: 'offline', since: offlineSince, nextTryAt: delay === 0 ? null : clock.now() + delay })
    stopTimer = clock.after(Math.max(delay, 1), connect)
  }

  function renew(): void {
    attempt = 0
    drop()
    if (!closed) connect()
  }

  function connect(): void {
    drop()
    if (offlineSince === null) tell({ status: 'connecting' })
    const host = office()
    stopTimer = clock.after(host && !blocked ? CONNECT_ATTEMPT : LATENCY, retryLater)
    if (!host || blocked) return
    const current: Socket = { passes: true, seat: null, closed: false }
    socket = current
    through(current, () => signIn(host, current))
  }

  function signIn(host: Office, current: Socket): void {
    if (office() !== host) return
    const send = (event: ServerEvent) =>
      through(current, () => {
        if (socket === current) listener({ kind: 'event', event })
      })
    const entry = host.enter(visitor, { door: null, send, close: () => void (current.passes = false) })
    if (entry.status === 'denied') return
    current.seat = entry.seat
    through(current, () => {
      if (socket !== current) return
      stopTimer()
      online = true
      attempt = 0
      offlineSince = null
      const resend = pending.unanswered()
      tell({ status: 'online' })
      listener({ kind: 'welcome', welcome: entry.welcome })
      resend()
    })
  }

  connect()
  return {
    line: {
      send: (command) => pending.add(command),
      sendLast: (command) => {
        const current = socket
        if (current) through(current, () => void current.seat?.command(command.name, command.payload))
      },
      retry: renew,
      urgent(live) {
        const begins = live && !inCall
        inCall = live
        if (begins && !online && !socket && offlineSince !== null && !closed) connect()
      },
      close() {
        closed = true
        drop()
        pending.close()
      },
    },
    cut() {
      const current = socket
      if (!current) return
      current.passes = false
      current.closed = true
      clock.after(0, () => current.seat?.disconnect('lost'))
      if (online) retryLater()
    },
    halfOpen() {
      const current = socket
      if (!current || !current.passes) return
      current.passes = false
      clock.after(HEARTBEAT, () => {
        if (socket === current) retryLater()
        else lose(current)
        current.seat?.disconnect('lost')
      })
    },
    block: (now) => void (blocked = now),
    repeatLast() {
      const seat = socket?.seat
      // A line sends nothing again that was answered: another host than the one that did so never hears of it.
      if (!last || !seat || !socket?.passes || (last.answered && last.host !== office())) return
      seat.command(last.command.name, last.command.payload)
    },
  }
}
