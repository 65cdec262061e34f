import type { AddressInfo, Server as NetServer, Socket } from 'node:net'

import { HostError } from './host-error.ts'

/** A listening door; closing it drops its connections. */
export interface Door {
  readonly port: number
  close(): Promise<void>
}

/**
 * Opens a door.
 * @param flags of the command line that choose another port
 * @throws HostError when the port is in use, may not be opened, or the address is not here
 */
export function listen(
  server: NetServer,
  host: string,
  port: number,
  flags = '--port and --local-port',
): Promise<Door> {
  const connections = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    connections.add(socket)
    socket.on('close', () => connections.delete(socket))
  })
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port, flags)))
    server.listen({ host, port }, () => {
      server.removeAllListeners('error')
      server.on('error', () => {})
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

function listenError(error: NodeJS.ErrnoException, host: string, port: number, flags: string): Error {
  if (error.code === 'EADDRINUSE') {
    return new HostError('port-in-use', `Port ${port} is in use, perhaps by another host. Choose others with ${flags}.`)
  }
  if (error.code === 'EACCES')
    return new HostError('port-in-use', `Port ${port} may not be opened by this user. Choose one above 1023.`)
  if (error.code === 'EADDRNOTAVAIL') return new HostError('usage', `This machine has no address ${host}.`)
  return error
}
