import type { Socket } from 'node:net'

import type { Clock } from '../../client/clock.ts'
import type { HostLog } from '../host-log.ts'
import type { ServerLimits } from '../limits.ts'
import { countedAs } from './address.ts'

/** One TCP connection at a door. */
export interface Connection {
  /** It is ended when nothing else is said of it within this time, ms; what was said before does not count any more. */
  within(ms: number, late: string): void
  /** Whoever serves it now ends it. */
  free(): void
  /** It has signed in: it is no stranger any more. */
  known(): void
}

/** All TCP connections of one door, whatever is spoken on them: how many there are, and how long each may take for its next step. */
export interface Connections {
  /** @returns null when there is no room: then it is closed already */
  admit(socket: Socket): Connection | null
  /** The connection below a socket, also below one of TLS. */
  of(socket: Pick<Socket, 'remoteAddress' | 'remotePort'>): Connection | null
}

export interface ConnectionOptions {
  readonly limits: Pick<ServerLimits, 'connections' | 'strangers' | 'strangersPerAddress' | 'headers'>
  readonly clock: Clock
  readonly log: HostLog
  /** Everybody comes from one address: this machine's own door, or a proxy in front. */
  readonly oneAddress: boolean
}

export function createConnections({ limits, clock, log, oneAddress }: ConnectionOptions): Connections {
  const byEnd = new Map<string, Connection>()
  /** Who has not signed in, the oldest first. */
  const strangers = new Map<Socket, string>()
  const perAddress = new Map<string, number>()

  function forget(socket: Socket): void {
    const address = strangers.get(socket)
    if (address === undefined || !strangers.delete(socket)) return
    const left = (perAddress.get(address) ?? 1) - 1
    if (left > 0) perAddress.set(address, left)
    else perAddress.delete(address)
  }

  /** Somebody who fills the room with silence must not keep out who comes and signs in: the oldest stranger goes. */
  function makeRoom(): void {
    if (oneAddress || strangers.size < limits.strangers) return
    const [oldest] = strangers.keys()
    if (!oldest) return
    forget(oldest)
    oldest.destroy()
    log('connection closed: too many strangers')
  }

  function admit(socket: Socket): Connection | null {
    socket.on('error', () => socket.destroy())
    const address = countedAs(socket.remoteAddress ?? '')
    const crowded = !oneAddress && (perAddress.get(address) ?? 0) >= limits.strangersPerAddress
    if (crowded || byEnd.size >= limits.connections) {
      log(`connection refused: too many ${crowded ? 'from one address' : 'in all'}`)
      socket.destroy()
      return null
    }
    makeRoom()
    strangers.set(socket, address)
    perAddress.set(address, (perAddress.get(address) ?? 0) + 1)

    let stop = () => {}
    const connection: Connection = {
      within(ms, late) {
        stop()
        if (socket.destroyed) return
        stop = clock.after(ms, () => {
          log(`connection closed: ${late}`)
          socket.destroy()
        })
      },
      free() {
        stop()
        stop = () => {}
      },
      known: () => forget(socket),
    }
    const end = endOf(socket)
    byEnd.set(end, connection)
    socket.on('close', () => {
      stop()
      forget(socket)
      if (byEnd.get(end) === connection) byEnd.delete(end)
    })
    connection.within(limits.headers, 'no request')
    return connection
  }

  return { admit, of: (socket) => byEnd.get(endOf(socket)) ?? null }
}

/** What tells one connection of a door from the others (RFC 9293 §3.3.1). A TLS socket has it from the one below. */
const endOf = ({ remoteAddress, remotePort }: Pick<Socket, 'remoteAddress' | 'remotePort'>): string =>
  `${remoteAddress ?? ''} ${remotePort ?? ''}`
