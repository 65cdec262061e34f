import { connect } from 'node:net'

import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'

import { DEFAULT_LIMITS } from '../../../src-signaling/server/limits.ts'
import { attackRig } from '../../support/attack-rig.ts'
import type { RawClient, RawDoor } from '../../support/raw-client.ts'
import { OPCODE, frame, handshake, rawClient, rawWebSocket } from '../../support/raw-client.ts'
import type { ServerRig } from '../../support/server-rig.ts'
import { serverRig } from '../../support/server-rig.ts'
import { wholeCall } from '../../support/signaling-client.ts'

/** Short times, so that the test need not wait for the usual ones; which those are is tested below. */
const SHORT = { signIn: 400, connect: 400, headers: 400, body: 400, answer: 1_200, goodbye: 300 }
/** No client of these is open longer, ms: the longest of their times, and a slow machine. */
const LONGEST = 8_000

let rig: ServerRig
beforeEach(async () => {
  rig = await serverRig({ limits: SHORT })
})
afterEach(async () => {
  await wholeCall(await rig.phone('Ana'), await rig.phone('Ben'))
  await rig.close()
})

test('A-5, B-1, S-34: by default a client has 5 s for a header and for a body, 10 s to connect, 5 s to sign in, 1 s to close', () => {
  expect(DEFAULT_LIMITS).toMatchObject({
    headers: 5_000,
    body: 5_000,
    answer: 30_000,
    connect: 10_000,
    signIn: 5_000,
    goodbye: 1_000,
    connections: 6_000,
    strangers: 4_000,
    strangersPerAddress: 128,
    pipelined: 8,
  })
})

const DOORS = ['loopback', 'lan', 'lan without TLS'] as const
const doorOf = (kind: (typeof DOORS)[number]): RawDoor =>
  kind === 'loopback' ? { port: rig.server.ports.local } : { port: rig.server.ports.lan, tls: kind === 'lan' }
const hostOf = ({ port }: RawDoor) => `127.0.0.1:${port}`

/** Sends one byte after the other, ever on. */
function trickle(client: RawClient, text: string): void {
  let at = 0
  const timer = setInterval(() => {
    client.write(text[at % text.length] ?? ' ')
    at += 1
  }, 50)
  void client.closed.then(() => clearInterval(timer))
}

type Slow = (client: RawClient, host: string) => void
const FORMS: readonly (readonly [name: string, slow: Slow])[] = [
  ['nothing at all', () => {}],
  ['half a header', (client, host) => client.write(`GET / HTTP/1.1\r\nHost: ${host}`)],
  [
    'a header that trickles',
    (client, host) => trickle(client, `GET / HTTP/1.1\r\nHost: ${host}\r\nX-Long: ${'y'.repeat(9_000)}`),
  ],
  [
    'header lines without end',
    (client) => {
      client.write('GET / HTTP/1.1\r\n')
      trickle(client, 'a: b\r\n')
    },
  ],
  ['empty lines before a request', (client) => trickle(client, '\r\n')],
  [
    'a farewell without its body',
    (client, host) => client.write(`POST /farewell HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 500\r\n\r\n`),
  ],
  [
    'a farewell whose body trickles',
    (client, host) => {
      client.write(`POST /farewell HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 900\r\n\r\n`)
      trickle(client, 'x')
    },
  ],
  [
    'a farewell in chunks without end',
    (client, host) => {
      client.write(`POST /farewell HTTP/1.1\r\nHost: ${host}\r\nTransfer-Encoding: chunked\r\n\r\n`)
      trickle(client, '1\r\nx\r\n')
    },
  ],
  [
    'a request with a body that nobody wants',
    (client, host) => {
      client.write(`GET / HTTP/1.1\r\nHost: ${host}\r\nTransfer-Encoding: chunked\r\n\r\n`)
      trickle(client, '1\r\nx\r\n')
    },
  ],
  ['a request, and then silence', (client, host) => client.write(`HEAD / HTTP/1.1\r\nHost: ${host}\r\n\r\n`)],
  [
    'a request, and its own half closed',
    (client, host) => {
      client.write(`GET /nothing HTTP/1.1\r\nHost: ${host}`)
      client.socket.end()
    },
  ],
  [
    'an answer that is not read',
    (client, host) => {
      client.socket.pause()
      client.write(`GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`.repeat(8))
      // Only who reads sees the end.
      setTimeout(() => client.socket.resume(), 2 * SHORT.answer)
    },
  ],
  ['an upgrade to another path', (client, host) => client.write(handshake(host, '/other'))],
  ['an upgrade for another host', (client) => client.write(handshake('evil.example'))],
  [
    'an upgrade from another page',
    (client, host) => client.write(handshake(host, undefined, 'Origin: https://evil.example\r\n')),
  ],
  ['an upgrade without a key', (client, host) => client.write(handshake(host).replace(/Sec-WebSocket-Key.*\r\n/, ''))],
  [
    'an upgrade to something else',
    (client, host) => client.write(handshake(host).replace('Upgrade: websocket', 'Upgrade: h2c')),
  ],
  ['a tunnel', (client, host) => client.write(`CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\n\r\n`)],
]

/** The names of those that are still open after LONGEST. */
async function stayOpen(clients: readonly (readonly [name: string, client: Promise<RawClient>])[]): Promise<string[]> {
  const late = new Promise<'open'>((resolve) => setTimeout(() => resolve('open'), LONGEST).unref())
  const ends = clients.map(async ([name, client]) => [name, await Promise.race([(await client).closed, late])] as const)
  return (await Promise.all(ends)).flatMap(([name, end]) => (end === 'open' ? [name] : []))
}

test.each(DOORS)('A-5, B-1: at the door %s no slow client is waited for', async (kind) => {
  const door = { ...doorOf(kind), allowHalfOpen: true }
  const clients = FORMS.map(([name, slow]) => {
    const client = rawClient(door)
    void client.then((open) => slow(open, hostOf(door)))
    return [name, client] as const
  })
  expect((await stayOpen(clients)).join(' · ')).toBe('')
})

const AFTERWARDS: readonly (readonly [name: string, then: (client: RawClient) => void])[] = [
  ['silent', () => {}],
  ['silent after CONNECT', (client) => client.write(frame(OPCODE.text, '40'))],
  ['goodbye and stay', (client) => client.write(Buffer.concat([frame(OPCODE.text, '40'), frame(OPCODE.text, '41')]))],
  ['another namespace', (client) => client.write(frame(OPCODE.text, '40/other,'))],
  [
    'a wrong sign-in',
    (client) => client.write(Buffer.concat([frame(OPCODE.text, '40'), frame(OPCODE.text, '420["sign-in",{}]')])),
  ],
  [
    'a message without end',
    (client) => {
      client.write(frame(OPCODE.text, '4', false))
      const timer = setInterval(() => client.write(frame(OPCODE.continuation, '', false)), 20)
      void client.closed.then(() => clearInterval(timer))
    },
  ],
  ['a broken text', (client) => client.write(frame(OPCODE.text, '4{"'))],
]

// None of them answers the close frame: whatever comes is only read.
test.each(DOORS.slice(0, 2))('A-5: at the door %s an open WebSocket is not waited for either', async (kind) => {
  const clients = AFTERWARDS.map(([name, then]) => {
    const client = rawWebSocket({ ...doorOf(kind), allowHalfOpen: true })
    void client.then(then)
    return [name, client] as const
  })
  expect((await stayOpen(clients)).join(' · ')).toBe('')
})

test('A-5, B-1: a TLS handshake that never gets further than its first byte, or half its hello', async () => {
  const hellos = [Buffer.from([0x16]), Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3])]
  for (const hello of hellos) {
    const client = await rawClient({ port: rig.server.ports.lan, allowHalfOpen: true })
    client.write(hello)
    const timer = setInterval(() => client.write(Buffer.from([0])), 50)
    void client.closed.then(() => clearInterval(timer))
    expect(await client.closed).toBeLessThan(LONGEST)
  }
})

test('A-5: upgrades that are refused and held, and connections that say nothing, are all given back, and a newcomer comes in meanwhile', async () => {
  const attacked = await attackRig()
  onTestFinished(attacked.end)
  const { local, lan } = attacked.ports
  const held: RawClient[] = []
  for (let round = 0; round < 60; round += 1) {
    const from = `127.0.0.${2 + (round % 200)}`
    const doors = [{ port: local }, { port: lan, tls: true, from }]
    for (const door of doors) {
      const client = await rawClient({ ...door, allowHalfOpen: true }).catch(() => null)
      client?.write(handshake(`127.0.0.1:${door.port}`, round % 2 ? '/other' : undefined, 'Origin: null\r\n'))
      if (client) held.push(client)
    }
    connect({ port: lan, host: '127.0.0.1', localAddress: from }).on('error', () => {})
  }
  const calls = attacked.honest.calls()
  expect(held.length).toBeGreaterThan(60)
  await Promise.all(held.map(({ closed }) => closed))
  await attacked.expectBack(60)
  expect(attacked.honest.calls()).toBeGreaterThan(calls)
})
