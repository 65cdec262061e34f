import type { AddressInfo, Server as NetServer, Socket } from 'node:net'

import { HostError } from './host-error.ts'
import type { HostLog } from './host-log.ts'
import { faultOf } from './host-log.ts'

/** Ports below are for the system's own programs (RFC 6335 §6). */
const PRIVILEGED = 1_024

/** A listening door; closing it drops its connections. */
export interface Door {
  readonly port: number
  close(): Promise<void>
}

interface ListenOptions {
  /** Flags of the command line that choose another port. */
  readonly flags?: string
  readonly log?: HostLog
}

/**
 * Opens a door.
 * @param host undefined: everywhere, of IPv6 as well where this machine has it
 * @throws HostError when the port is in use, may not be opened, or the address is not here
 */
export function listen(
  server: NetServer,
  host: string | undefined,
  port: number,
  { flags = '--port and --local-port', log = () => {} }: ListenOptions = {},
): Promise<Door> {
  const connections = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    connections.add(socket)
    socket.on('close', () => connections.delete(socket))
  })
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(listenError(error, host ?? 'everywhere', port, flags)),
    )
    server.listen(host === undefined ? { port } : { host, port }, () => {
      server.removeAllListeners('error')
      // No file handle is left, for example: who is here stays.
      server.on('error', (error) => log(`a door failed: ${faultOf(error)}`))
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () =>
          new Promise((done) => {
            server.close(() => done())
            for (const socket of connections) socket.destroy()
          }),
      })
    })
  })
}

/** Where a door is looked for when the system refuses its own port (C-29). */
const FURTHER = [0, 10_000, 20_000, 30_000]

/**
 * Opens a door at its port, or where the system lets it: Windows reserves ranges of ports anew at each start. A port that is in use is not
 * left for another one, because then two hosts may run.
 * @param say gets the sentence when the door is not where it was wanted
 */
export async function atSomePort(
  open: (port: number) => Promise<Door>,
  wanted: number,
  say: (sentence: string) => void,
): Promise<Door> {
  const ports = wanted < PRIVILEGED ? [wanted] : FURTHER.map((further) => wanted + further).filter(isPort)
  let refused: unknown
  for (const port of ports) {
    try {
      const door = await open(port)
      if (port !== wanted) say(`The system refuses port ${wanted}. This host is at port ${door.port} instead.`)
      return door
    } catch (error) {
      if (!(error instanceof HostError) || error.problem !== 'port-refused') throw error
      refused ??= error
    }
  }
  throw refused
}

const isPort = (port: number): boolean => port <= 65_535

/** The reason why a door does not open, in a sentence where a person can do something. Pure. */
export function listenError(error: NodeJS.ErrnoException, host: string, port: number, flags: string): Error {
  if (error.code === 'EADDRINUSE') {
    return new HostError('port-in-use', `Port ${port} is in use, perhaps by another host. Choose others with ${flags}.`)
  }
  if (error.code === 'EACCES' && port < PRIVILEGED)
    return new HostError('port-refused', `Port ${port} may not be opened by this user. Choose one above 1023.`)
  if (error.code === 'EACCES') {
    const why =
      'The system keeps it for itself (Windows does so for Hyper-V and WSL) or a protection program refuses it.'
    return new HostError('port-refused', `Port ${port} may not be opened. ${why} Choose others with ${flags}.`)
  }
  if (error.code === 'EADDRNOTAVAIL') return new HostError('usage', `This machine has no address ${host}.`)
  return error
}
