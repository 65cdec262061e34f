import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, request as httpRequest } from 'node:http'

import type { RawData } from 'ws'
import { WebSocket, WebSocketServer } from 'ws'

import { listen } from '../../src-signaling/server/listen.ts'
import type { Direction, Match, Message } from './socket-messages.ts'
import { fits, packetOf, packetReader } from './socket-messages.ts'
import type { TcpFaults } from './tcp-faults.ts'
import { tcpFaults } from './tcp-faults.ts'

/** What a rule does to the messages that fit; it works until it is stopped. */
export interface Rule {
  /** The first message that it met, past or future. */
  readonly met: Promise<Message>
  count(): number
  /** The rule ends; what it held goes on its way now, in its order. */
  stop(): void
}

/** Everything that can go wrong between real clients and a real host. Pages and phones connect to its address instead of the host's. */
export interface FaultProxy extends Omit<TcpFaults, 'port'> {
  readonly url: string
  /** Lets them pass, and counts them. */
  watch(match: Match): Rule
  drop(match: Match): Rule
  /** @param copies how often each arrives */
  repeat(match: Match, copies: number): Rule
  /** They arrive `ms` later than what was sent after them: a WebSocket keeps its order, the protocol must not need it. */
  delay(match: Match, ms: number): Rule
  hold(match: Match): Rule
  /** Says something to every client that is connected here, in the host's name. */
  say(name: string, payload: unknown): void
}

type Fate = (deliver: () => void) => void
interface ActiveRule {
  readonly match: Match
  readonly meet: (message: Message) => void
  readonly fate: Fate
}
type Through = (
  direction: Direction,
  packet: string,
  message: Message | null,
  deliver: (packet: string) => void,
) => void

/** @param host address of a host's loopback door; asked anew for every connection */
export async function faultProxy(host: () => string): Promise<FaultProxy> {
  const rules = new Set<ActiveRule>()
  const clients = new Set<WebSocket>()

  function through(...[, packet, message, deliver]: Parameters<Through>): void {
    const met = message && [...rules].find(({ match }) => fits(match, message))
    if (!met) return deliver(packet)
    met.meet(message)
    met.fate(() => deliver(packet))
  }

  function rule(match: Match, fate: Fate, stopped = () => {}): Rule {
    let count = 0
    let first: (message: Message) => void = () => {}
    const firstMet = new Promise<Message>((resolve) => {
      first = resolve
    })
    const meet = (message: Message) => {
      count += 1
      first(message)
    }
    const active: ActiveRule = { match, meet, fate }
    rules.add(active)
    return {
      met: firstMet,
      count: () => count,
      stop() {
        rules.delete(active)
        stopped()
      },
    }
  }

  function hold(match: Match): Rule {
    const held: (() => void)[] = []
    return rule(
      match,
      (deliver) => held.push(deliver),
      () => held.splice(0).forEach((deliver) => deliver()),
    )
  }

  const middle = await manInTheMiddle(host, through, clients)
  const cable = await tcpFaults(() => middle.port)
  return {
    ...cable,
    url: `http://localhost:${cable.port}/`,
    watch: (match) => rule(match, (deliver) => deliver()),
    drop: (match) => rule(match, () => {}),
    repeat: (match, copies) =>
      rule(match, (deliver) => {
        for (let copy = 0; copy < copies; copy += 1) deliver()
      }),
    delay: (match, ms) => rule(match, (deliver) => void setTimeout(deliver, ms)),
    hold,
    say(name, payload) {
      for (const client of clients) client.send(packetOf(name, payload))
    },
    async close() {
      await cable.close()
      await middle.close()
    },
  }
}

/** Speaks HTTP and WebSocket to both sides; host and origin stay as the client said them (S-20, S-21). */
async function manInTheMiddle(host: () => string, through: Through, clients: Set<WebSocket>) {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  const server = createServer((request, response) => forward(host(), request, response))
  server.on('upgrade', (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (client) => {
      clients.add(client)
      client.once('close', () => clients.delete(client))
      relay(client, host(), request, through)
    })
  })
  return listen(server, '127.0.0.1', 0)
}

function forward(host: string, request: IncomingMessage, response: ServerResponse): void {
  const { port } = new URL(host)
  const { method, url: path, headers } = request
  const asked = httpRequest({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  asked.on('error', () => response.destroy())
  request.pipe(asked)
}

function relay(client: WebSocket, host: string, { url, headers }: IncomingMessage, through: Through): void {
  const origin = headers.origin === undefined ? {} : { origin: headers.origin }
  const upstream = new WebSocket(`ws://127.0.0.1:${new URL(host).port}${url ?? '/'}`, {
    headers: { host: headers.host, ...origin },
    perMessageDeflate: false,
  })
  const read = packetReader()
  const early: string[] = []
  const send = (to: WebSocket, packet: string) => {
    if (to.readyState === WebSocket.OPEN) to.send(packet)
    else if (to.readyState === WebSocket.CONNECTING) early.push(packet)
  }
  const pass = (direction: Direction, to: WebSocket) => (data: RawData) => {
    const packet = (data as Buffer).toString('utf8')
    through(direction, packet, read(direction, packet), (on) => send(to, on))
  }
  client.on('message', pass('up', upstream))
  upstream.on('message', pass('down', client))
  upstream.on('open', () => early.splice(0).forEach((packet) => upstream.send(packet)))
  for (const [one, other] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    one.on('error', () => one.terminate())
    one.on('close', () => other.terminate())
  }
}
