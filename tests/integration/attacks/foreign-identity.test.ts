import { hostname } from 'node:os'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { FAREWELL_PATH, farewellText, signInText } from '../../../src-signaling/protocol/index.ts'
import { rawClient, whenHeard } from '../../support/raw-client.ts'
import type { ServerRig } from '../../support/server-rig.ts'
import { serverRig } from '../../support/server-rig.ts'
import { connectPhone, newCallId, newKey, nextChallenge, openSocket } from '../../support/signaling-client.ts'

let rig: ServerRig
beforeEach(async () => {
  rig = await serverRig()
})
afterEach(() => rig.close())

const DOORS = ['loopback', 'lan'] as const
const urlOf = (door: (typeof DOORS)[number]) =>
  door === 'loopback' ? rig.server.url : `https://127.0.0.1:${rig.server.ports.lan}/`

/** Signs for `identity`, on a connection whose Host is the same, as a relay would let a phone do. */
async function signInFor(url: string, identity: string): Promise<unknown> {
  const key = await newKey()
  const socket = openSocket(url, { extraHeaders: { Host: identity } })
  const challenge = await nextChallenge(socket)
  const signature = await key.sign(signInText(challenge, identity))
  const request = { protocol: 1, publicKey: key.publicKey, signature, name: 'Ana', kind: 'web', lasting: false }
  const result: unknown = await socket.emitWithAck('sign-in', request)
  socket.disconnect()
  return result
}

const FOREIGN = ['10.0.0.66:7443', '203.0.113.5', '[2001:db8::1]:7443', '127.0.0.2:7443', '[::ffff:10.0.0.66]:7443']

describe.each(DOORS)('A-6, S-01: at the door %s', (door) => {
  test.each(FOREIGN)('what was signed for %s is not for this host', async (identity) => {
    expect(await signInFor(urlOf(door), identity)).toEqual({ status: 'denied', refusal: 'signature' })
  })

  test('what was signed for an address or a name of this host is', async () => {
    const port = new URL(urlOf(door)).port
    const own = [`127.0.0.1:${port}`, `localhost:${port}`, `${hostname().toLowerCase()}:${port}`]
    for (const identity of own) expect(await signInFor(urlOf(door), identity), identity).toMatchObject({ status: 'ok' })
  })
})

test('A-6, S-01: a farewell that was signed for another host is not heard', async () => {
  const [ana, ben] = [await rig.phone('Ana'), await rig.phone('Ben')]
  const callId = newCallId()
  const target = { kind: 'contact', contact: ben.contact } as const
  await ana.command('invite', { callId, target, video: false, subject: null })
  const { local, lan } = rig.server.ports
  async function farewell(port: number, tls: boolean, host: string): Promise<void> {
    const signature = await ana.key.sign(farewellText(callId, 'cancelled', host))
    const body = JSON.stringify({ publicKey: ana.key.publicKey, signature, callId, reason: 'cancelled' })
    const client = await rawClient({ port, tls })
    client.write(`POST ${FAREWELL_PATH} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
    await whenHeard(client, 'HTTP/1.1 204')
    client.socket.destroy()
  }
  for (const host of FOREIGN) {
    await farewell(local, false, host)
    await farewell(lan, true, host)
  }
  expect(rig.server.counts().calls).toBe(1)
  await farewell(lan, true, `127.0.0.1:${lan}`)
  expect(rig.server.counts().calls).toBe(0)
})

test('C-21: a name that this host does not know is answered with an address that works', async () => {
  const { local, lan } = rig.server.ports
  async function answer(port: number, tls: boolean, host: string): Promise<string> {
    const client = await rawClient({ port, tls })
    client.write(`GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`)
    await client.closed
    return client.heard()
  }
  for (const tls of [true, false]) {
    const said = await answer(lan, tls, 'ben-pc.strange.example:7443')
    expect(said).toContain('HTTP/1.1 421')
    expect(said).toContain(`https://127.0.0.1:${lan}/`)
  }
  expect(await answer(local, false, 'ben-pc.strange.example')).toContain(`http://localhost:${local}/`)
})

test('C-50: the door for the network is open for IPv6 as well, and [::1] signs in', async () => {
  const both = await serverRig({ host: '::' })
  try {
    const { lan } = both.server.ports
    const six = await connectPhone(`https://[::1]:${lan}/`, 'Six')
    const four = await connectPhone(`https://127.0.0.1:${lan}/`, 'Four')
    expect(six.welcome.self.contact).not.toBe(four.welcome.self.contact)
    six.close()
    four.close()
  } finally {
    await both.close()
  }
})
