import type { Clock } from '../client/clock.ts'
import type { HostLog } from '../server/host-log.ts'
import type { ServerLimits } from '../server/limits.ts'
import { listen } from '../server/listen.ts'
import type { Office } from '../server/office-contract.ts'
import type { DoorRules } from '../server/request-rules.ts'
import { createClassicOffice } from './classic-office.ts'
import type { ClassicParts } from './reception.ts'
import { createReception } from './reception.ts'
import { serveSocketIo } from './socket-io-door.ts'
import { createVisitors } from './visitors.ts'
import { serveWebSocket } from './web-socket-door.ts'

/** Where other ports are chosen. */
const FLAG = '--classic-ports IO,WS'

export interface ClassicOptions {
  readonly office: Office
  readonly clock: Clock
  readonly log: HostLog
  readonly limits: ServerLimits
  /** Names of this machine, lower case (S-21). */
  readonly hostNames: DoorRules['hostNames']
  /** Where both doors listen; anything but loopback lets everybody in who can reach it. */
  readonly host: string
  /** Of the Socket.IO and the plain WebSocket door; 0 picks a free one. */
  readonly ports: { readonly io: number; readonly ws: number }
}

/** The two doors of the older protocol, open. */
export interface ClassicDoors {
  readonly ports: { readonly io: number; readonly ws: number }
  close(): Promise<void>
}

/** @throws HostError when a port is in use */
export async function openClassicDoors({ office, host, ports, ...options }: ClassicOptions): Promise<ClassicDoors> {
  const { clock, log, limits } = options
  const rooms = createClassicOffice(office, limits.classic)
  const parts: ClassicParts = {
    ...options,
    visitors: createVisitors(limits.classic, clock, log),
    reception: createReception(rooms, clock, log),
  }
  const io = await listen(serveSocketIo(parts), host, ports.io, { flags: FLAG, log })
  const ws = await listen(serveWebSocket(parts), host, ports.ws, { flags: FLAG, log }).catch(async (error: unknown) => {
    await io.close()
    throw error
  })
  return {
    ports: { io: io.port, ws: ws.port },
    close: async () => void (await Promise.all([io.close(), ws.close()])),
  }
}
