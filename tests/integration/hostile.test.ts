import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'

import { DEFAULT_LIMITS } from '../../src-signaling/server/limits.ts'
import type { ServerRig } from '../support/server-rig.ts'
import { serverRig } from '../support/server-rig.ts'
import type { TestPhone } from '../support/signaling-client.ts'
import { newCallId, newKey, nextChallenge, openSocket, wholeCall, whenClosed } from '../support/signaling-client.ts'
import { signInText } from '../../src-signaling/protocol/index.ts'

let rig: ServerRig
let ana: TestPhone
let ben: TestPhone

beforeEach(async () => {
  rig = await serverRig({ limits: { signIn: 400, connect: 400, headers: 400 } })
  ana = await rig.phone('Ana')
  ben = await rig.phone('Ben')
})
/** After every attack the server lives, and two bystanders who were there all the time call each other. */
afterEach(async () => {
  await wholeCall(ana, ben)
  assert.equal(rig.server.counts().calls, 0)
  await rig.close()
})

const socketPath = (url: string) => `${url.replace('http', 'ws')}socket.io/?EIO=4&transport=websocket`

/** A bare WebSocket to the door; resolves with how it ended. */
function bareSocket(headers: Record<string, string> = {}, onOpen?: (socket: WebSocket) => void): Promise<string> {
  const socket = new WebSocket(socketPath(rig.server.url), { headers })
  return new Promise((resolve) => {
    socket.on('open', () => onOpen?.(socket))
    socket.on('unexpected-response', (_request, response) => resolve(`refused ${response.statusCode}`))
    socket.on('close', () => resolve('closed'))
    socket.on('error', () => {})
  })
}

/** An object whose length cannot become a number: comparing it throws. */
const LENGTHLESS = { length: { toString: 1, valueOf: 1 } }

test('F-75: a sign-in with something that pretends to be a text is invalid, and nobody else notices', async () => {
  const socket = openSocket(rig.server.url)
  await nextChallenge(socket)
  const key = await newKey()
  const message = {
    protocol: 1,
    publicKey: key.publicKey,
    signature: LENGTHLESS,
    name: LENGTHLESS,
    kind: 'web',
    lasting: true,
  }
  expect(await socket.timeout(2_000).emitWithAck('sign-in', message)).toEqual({ status: 'invalid' })
  socket.disconnect()
})

describe('after sign-in', () => {
  test('F-75: a command with something that pretends to be a text is invalid, and nobody else notices', async () => {
    const mallory = await rig.phone('Mallory')
    const rename = { name: LENGTHLESS }
    expect(await mallory.socket.timeout(2_000).emitWithAck('rename', rename)).toEqual({ status: 'invalid' })
  })

  test('R-2: a packet without an ack callback, with a wrong one, or with too many arguments', async () => {
    const mallory = await rig.phone('Mallory')
    mallory.socket.emit('ringing', { callId: newCallId() })
    mallory.socket.emit('join-group', { group: 'a' }, 'not a callback', 7)
    mallory.socket.emit('hangup')
    expect(await mallory.command('leave-group', { group: 'a' })).toEqual({ status: 'ok' })
  })

  test('an unknown event is invalid; the third in ten seconds closes the socket (S-34)', async () => {
    const mallory = await rig.phone('Mallory')
    expect(await mallory.socket.emitWithAck('shutdown', {})).toEqual({ status: 'invalid' })
    expect(await mallory.socket.emitWithAck('constructor', {})).toEqual({ status: 'invalid' })
    const closed = whenClosed(mallory.socket)
    mallory.socket.emit('__proto__', {})
    expect(await closed).toBe('io server disconnect')
  })

  test('S-33: unknown fields, wrong types and prototype tricks are invalid and reach nobody', async () => {
    const mallory = await rig.phone('Mallory')
    const target = JSON.parse('{"kind":"contact","contact":"x","__proto__":{"admin":true}}') as unknown
    const bad = { callId: newCallId(), target, video: false, subject: null, extra: 1 }
    expect(await mallory.socket.emitWithAck('invite', bad)).toEqual({ status: 'invalid' })
    expect(await mallory.socket.emitWithAck('accept', { callId: 'short', video: 'yes' })).toEqual({ status: 'invalid' })
    expect(ben.all('incoming')).toEqual([])
  })

  test('S-34: a message over 64 KiB closes the socket', async () => {
    const mallory = await rig.phone('Mallory')
    const closed = whenClosed(mallory.socket)
    mallory.socket.emit('rename', { name: 'x'.repeat(70_000) })
    expect(await closed).toMatch(/transport/)
  })

  test('S-34: a flood is limited with the time to wait, then closed; hang-ups are not refused before', async () => {
    const mallory = await rig.phone('Mallory')
    const closed = whenClosed(mallory.socket)
    const acks: unknown[] = []
    for (let index = 0; index < DEFAULT_LIMITS.messages.burst + 2; index += 1) {
      mallory.socket.emit('leave-group', { group: 'a' }, (ack: unknown) => acks.push(ack))
    }
    mallory.socket.emit('hangup', { callId: newCallId(), reason: 'hangup' }, (ack: unknown) => acks.push(ack))
    await expect.poll(() => acks).toContainEqual({ status: 'gone' })
    expect(acks).toContainEqual({ status: 'limited', retryAfterMs: expect.any(Number) })
    // The host may have been slow: whatever came back in the meantime is spent again.
    for (let index = 0; index < DEFAULT_LIMITS.messages.burst; index += 1)
      mallory.socket.emit('leave-group', { group: 'a' })
    expect(await closed).toBe('io server disconnect')
  })

  test('S-34: six invites a minute to one person, the seventh is limited', async () => {
    const mallory = await rig.phone('Mallory')
    const invite = () =>
      mallory.command('invite', {
        callId: newCallId(),
        target: { kind: 'contact', contact: 'nobody' },
        video: false,
        subject: null,
      })
    for (let index = 0; index < 6; index += 1) expect((await invite()).status).toBe('unreachable')
    expect((await invite()).status).toBe('limited')
  })

  test('S-30: who knows a call’s id but is not in it gets nothing and changes nothing', async () => {
    const mallory = await rig.phone('Mallory')
    const callId = newCallId()
    await ana.command('invite', {
      callId,
      target: { kind: 'contact', contact: ben.contact },
      video: false,
      subject: null,
    })
    expect(await mallory.command('accept', { callId, video: false })).toEqual({ status: 'denied' })
    expect(await mallory.command('hangup', { callId, reason: 'hangup' })).toEqual({ status: 'denied' })
    const description = {
      callId,
      generation: 1,
      seq: 0,
      role: 'offer' as const,
      answers: null,
      sdp: 'v=0',
      signature: null,
    }
    expect(await mallory.command('description', description)).toEqual({ status: 'denied' })
    expect(await ben.command('accept', { callId, video: false })).toEqual({ status: 'ok' })
    expect(await mallory.command('hangup', { callId, reason: 'hangup' })).toEqual({ status: 'elsewhere' })
    await ana.command('hangup', { callId, reason: 'hangup' })
    expect(ben.all('description')).toEqual([])
    expect(mallory.all('accepted')).toEqual([])
  })
})

describe('sign-in', () => {
  async function signIn(change: (request: Record<string, unknown>) => void): Promise<unknown> {
    const key = await newKey()
    const socket = openSocket(rig.server.url)
    const challenge = await nextChallenge(socket)
    const signature = await key.sign(signInText(challenge, new URL(rig.server.url).host))
    const request = { protocol: 1, publicKey: key.publicKey, signature, name: 'Eve', kind: 'web', lasting: true }
    change(request)
    const result: unknown = await socket.emitWithAck('sign-in', request)
    socket.disconnect()
    return result
  }

  test('S-01: a wrong signature, a foreign key or a point off the curve is refused', async () => {
    const other = await newKey()
    expect(await signIn((request) => (request['publicKey'] = other.publicKey))).toEqual({
      status: 'denied',
      refusal: 'signature',
    })
    const zero = Buffer.concat([Buffer.from([4]), Buffer.alloc(64)]).toString('base64url')
    expect(await signIn((request) => (request['publicKey'] = zero))).toEqual({ status: 'denied', refusal: 'signature' })
    expect(await signIn((request) => (request['signature'] = 'x'))).toEqual({ status: 'invalid' })
    expect(await signIn((request) => (request['protocol'] = 2))).toEqual({ status: 'denied', refusal: 'protocol' })
  })

  test('S-01: a signature for another server, or for another connection’s challenge, is worth nothing', async () => {
    const key = await newKey()
    const [first, second] = [openSocket(rig.server.url), openSocket(rig.server.url)]
    const [challenge] = await Promise.all([nextChallenge(first), nextChallenge(second)])
    const request = { protocol: 1, publicKey: key.publicKey, name: 'Eve', kind: 'web', lasting: true }
    const here = new URL(rig.server.url).host
    const replayed = { ...request, signature: await key.sign(signInText(challenge, here)) }
    expect(await second.emitWithAck('sign-in', replayed)).toEqual({ status: 'denied', refusal: 'signature' })
    const elsewhere = { ...request, signature: await key.sign(signInText(challenge, 'other.example:7443')) }
    expect(await first.emitWithAck('sign-in', elsewhere)).toEqual({ status: 'denied', refusal: 'signature' })
    first.disconnect()
    second.disconnect()
  })

  test('S-01: a challenge works once: a second sign-in on the connection closes it', async () => {
    const mallory = await rig.phone('Mallory')
    const closed = whenClosed(mallory.socket)
    mallory.socket.emit('sign-in', {})
    expect(await closed).toBe('io server disconnect')
  })

  test('nothing else is listened for before sign-in, and who does not sign in is closed', async () => {
    const socket = openSocket(rig.server.url)
    await nextChallenge(socket)
    socket.emit('invite', { callId: newCallId() })
    expect(await whenClosed(socket)).toBe('io server disconnect')
  })
})

describe('the doors', () => {
  test('S-20: a foreign Origin, and the origin null, are refused at the handshake', async () => {
    expect(await bareSocket({ Origin: 'https://evil.example' })).toBe('refused 403')
    expect(await bareSocket({ Origin: 'null' })).toBe('refused 403')
  })

  test('S-21: a foreign Host is misdirected, for pages and for the handshake', async () => {
    expect(await bareSocket({ Host: 'evil.example' })).toBe('refused 421')
    expect(await page('/', { Host: 'evil.example' })).toMatchObject({ code: 421 })
  })

  test('S-03: the loopback door refuses whatever came through a proxy', async () => {
    expect(await page('/', { 'X-Forwarded-For': '10.0.0.1' })).toMatchObject({ code: 403 })
    expect(await bareSocket({ Forwarded: 'for=10.0.0.1' })).toBe('refused 403')
  })

  test('broken packets close that socket only', async () => {
    expect(await bareSocket({}, (socket) => socket.send('4{"not a packet"'))).toBe('closed')
    expect(await bareSocket({}, (socket) => socket.send(Buffer.from([0xff, 0x00, 0x13])))).toBe('closed')
  })

  test('silence after the upgrade is closed; by default after 10 s', async () => {
    expect(await bareSocket()).toBe('closed')
    expect(DEFAULT_LIMITS.connect).toBe(10_000)
    expect(DEFAULT_LIMITS.signIn).toBe(5_000)
  })

  test('half a request header is closed after its time', async () => {
    const socket = connect(rig.server.ports.local, '127.0.0.1')
    socket.write('GET / HTTP/1.1\r\nHost: local')
    const closed = await new Promise((resolve) =>
      socket
        .on('close', () => resolve('closed'))
        .on('error', () => {})
        .resume(),
    )
    expect(closed).toBe('closed')
  }, 40_000)

  test('an upgrade to any other path is not found', async () => {
    const socket = new WebSocket(`ws://localhost:${rig.server.ports.local}/other`)
    const answer = await new Promise((resolve) => {
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode))
      socket.on('error', () => {})
    })
    expect(answer).toBe(404)
  })

  test('only files of the phone are served, whatever the path says', async () => {
    expect(await page('/')).toMatchObject({ code: 200 })
    for (const path of [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/assets/..%2f..%2fsecret.txt',
      '/assets',
      '/nothing',
      '/%00',
    ]) {
      expect(await page(path), path).toMatchObject({ code: 404 })
    }
    expect(await page('/', {}, 'POST')).toMatchObject({ code: 405 })
  })

  test('pages carry a strict policy, and the certificate’s key is private', async () => {
    const { headers } = await page('/')
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['content-security-policy']).not.toContain('unsafe')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(await readFile(join(rig.dataDir, 'host.key'), 'utf8')).toContain('PRIVATE KEY')
  })

  test('S-21: a page request for 127.0.0.1 goes to localhost, which is one identity', async () => {
    const { ports } = rig.server
    const literal = await page('/#x', { Host: `127.0.0.1:${ports.local}` })
    expect(literal).toMatchObject({ code: 307, headers: { location: `http://localhost:${ports.local}/#x` } })
  })
})

interface Page {
  readonly code: number
  readonly headers: Record<string, string | string[] | undefined>
}

/** A request with the path exactly as given. */
function page(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Page> {
  const { local } = rig.server.ports
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      host: '127.0.0.1',
      port: local,
      path,
      method,
      headers: { Host: `localhost:${local}`, ...headers },
    })
    request.on('response', (response) => {
      response.resume()
      resolve({ code: response.statusCode ?? 0, headers: response.headers })
    })
    request.on('error', reject)
    request.end()
  })
}
