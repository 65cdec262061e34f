import type { Socket } from 'node:net'
import { connect, createServer } from 'node:net'

import { listen } from '../../src-signaling/server/listen.ts'

/** A cable between clients and a port of this machine, and what can happen to a cable. */
export interface TcpFaults {
  readonly port: number
  /** Connections of clients that are open here. */
  connections(): number
  /** Every connection breaks, at both ends. */
  cut(): void
  /** Every connection that exists goes dead: nothing is forwarded and nothing closed, for ever. New ones work. */
  halfOpen(): void
  /** Nothing moves, on new connections either, until it thaws; then everything arrives. */
  freeze(): void
  thaw(): void
  /** New connections are thrown out at once. */
  refuse(on: boolean): void
  close(): Promise<void>
}

/** @param target the port that is reached through it */
export async function tcpFaults(target: () => number): Promise<TcpFaults> {
  const pairs = new Set<Pair>()
  let frozen = false
  let refusing = false

  const server = createServer((client) => {
    if (refusing) return void client.resetAndDestroy()
    const pair = join(client, connect(target(), '127.0.0.1'), () => pairs.delete(pair))
    pairs.add(pair)
    if (frozen) pair.freeze()
  })
  const door = await listen(server, '127.0.0.1', 0)

  return {
    port: door.port,
    connections: () => pairs.size,
    cut() {
      for (const pair of pairs) pair.cut()
    },
    halfOpen() {
      for (const pair of pairs) pair.deaden()
    },
    freeze() {
      frozen = true
      for (const pair of pairs) pair.freeze()
    },
    thaw() {
      frozen = false
      for (const pair of pairs) pair.thaw()
    },
    refuse(on) {
      refusing = on
    },
    async close() {
      for (const pair of pairs) pair.cut()
      await door.close()
    },
  }
}

interface Pair {
  cut(): void
  deaden(): void
  freeze(): void
  thaw(): void
}

function join(client: Socket, upstream: Socket, gone: () => void): Pair {
  let dead = false
  for (const [from, to] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    from.setNoDelay(true)
    from.on('data', (chunk) => {
      if (!dead) to.write(chunk)
    })
    from.on('error', () => from.destroy())
    from.on('close', () => {
      if (!dead) to.destroy()
      if (client.destroyed && upstream.destroyed) gone()
    })
  }
  return {
    cut() {
      client.destroy()
      upstream.destroy()
    },
    deaden() {
      dead = true
    },
    freeze() {
      client.pause()
      upstream.pause()
    },
    thaw() {
      client.resume()
      upstream.resume()
    },
  }
}
