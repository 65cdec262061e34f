import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import type { OfficeSettings } from '../../src-signaling/server/office-settings.ts'
import { timeLimitedCredentials } from '../../src-signaling/server/turn-credentials.ts'
import type { ServerRig } from '../support/server-rig.ts'
import { serverRig } from '../support/server-rig.ts'
import type { TestPhone } from '../support/signaling-client.ts'
import { newCallId } from '../support/signaling-client.ts'
import { wsClient } from '../support/classic-clients.ts'

const SECRET = 'the-secret-of-studio-north'
const FIXED = 'the-word-of-the-fixed-one'
const SETTINGS: OfficeSettings = {
  iceServers: [
    { urls: ['stun:stun.example'], credentials: { kind: 'none' } },
    { urls: ['turn:fixed.example'], credentials: { kind: 'static', username: 'office', credential: FIXED } },
    {
      urls: ['turn:turn.example:3478', 'turns:turn.example:5349?transport=tcp'],
      credentials: { kind: 'time-limited', secret: SECRET, lifetimeSeconds: 43_200 },
    },
  ],
  relayOnly: true,
}
const PUBLIC = [
  { urls: ['stun:stun.example'] },
  { urls: ['turn:fixed.example'] },
  { urls: ['turn:turn.example:3478', 'turns:turn.example:5349?transport=tcp'] },
]

let dataDir: string
let rig: ServerRig | null = null
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ringdown-office-'))
})
afterEach(async () => {
  await rig?.close()
  rig = null
  await rm(dataDir, { recursive: true, force: true })
})

const file = (name = 'office.json') => join(dataDir, name)
const store = (settings: OfficeSettings) => writeFile(file(), JSON.stringify({ version: 1, ...settings }))
async function office(options: Parameters<typeof serverRig>[0] = {}): Promise<ServerRig> {
  rig = await serverRig({ ...options, dataDir })
  return rig
}
async function officeWithTurn(options: Parameters<typeof serverRig>[0] = {}): Promise<ServerRig> {
  await store(SETTINGS)
  return office(options)
}
/** What must not be said to everybody, and was. */
const secretsIn = (said: unknown): readonly string[] =>
  [SECRET, FIXED, 'credential', 'username'].filter((secret) => JSON.stringify(said).includes(secret))

async function ringing(caller: TestPhone, callee: TestPhone): Promise<string> {
  const callId = newCallId()
  const target = { kind: 'contact', contact: callee.contact } as const
  expect(await caller.command('invite', { callId, target, video: false, subject: null })).toMatchObject({
    status: 'ok',
  })
  return callId
}

describe('who gets the credentials of the office', () => {
  test('the welcome says which servers there are, and not one secret', async () => {
    const ana = await (await officeWithTurn()).phone('Ana')
    expect(ana.welcome).toMatchObject({ iceServers: PUBLIC, iceTransportPolicy: 'relay' })
    expect(secretsIn(ana.welcome)).toEqual([])
  })

  test('the ends of a call get them while it lives; a third member is denied, afterwards they are gone', async () => {
    const { phone } = await officeWithTurn()
    const [ana, ben, cy] = [await phone('Ana'), await phone('Ben'), await phone('Cy')]
    const callId = await ringing(ana, ben)
    for (const end of [ana, ben]) {
      const ack = await end.command('ice-servers', { callId })
      const servers = ack.status === 'ok' ? ack.iceServers : []
      expect(servers?.map(({ urls }) => ({ urls }))).toEqual(PUBLIC)
      expect(servers?.[0]).toEqual(PUBLIC[0])
      expect(servers?.[1]).toMatchObject({ username: 'office', credential: FIXED })
      const [expiry = '', id = ''] = servers?.[2]?.username?.split(':') ?? []
      expect(id).toBe(end.key.device)
      // Twelve hours, give or take the time that this test has taken.
      expect(Math.abs(Number(expiry) - (Date.now() / 1_000 + 3_600))).toBeLessThan(60)
      expect(servers?.[2]).toMatchObject(timeLimitedCredentials(SECRET, id, Number(expiry)))
    }
    expect(await cy.command('ice-servers', { callId })).toEqual({ status: 'denied' })
    await ben.command('accept', { callId, video: false })
    expect(await ben.command('ice-servers', { callId })).toMatchObject({ status: 'ok' })
    expect(await cy.command('ice-servers', { callId })).toEqual({ status: 'denied' })
    await ana.command('hangup', { callId, reason: 'hangup' })
    for (const one of [ana, ben, cy]) expect(await one.command('ice-servers', { callId })).toEqual({ status: 'gone' })
    expect(await ana.command('ice-servers', { callId: newCallId() })).toEqual({ status: 'gone' })
  })

  test('a device of a ring group that lost the race has no right to them any more', async () => {
    const { phone } = await officeWithTurn()
    const [ana, ben, cy] = [await phone('Ana'), await phone('Ben'), await phone('Cy')]
    for (const one of [ben, cy]) await one.command('join-group', { group: '001' })
    const callId = newCallId()
    await ana.command('invite', { callId, target: { kind: 'group', group: '001' }, video: false, subject: null })
    expect(await cy.command('ice-servers', { callId })).toMatchObject({ status: 'ok' })
    await ben.command('accept', { callId, video: false })
    expect(await cy.command('ice-servers', { callId })).toEqual({ status: 'denied' })
  })

  test('a try before a call gets time-limited ones for two minutes', async () => {
    const ana = await (await officeWithTurn()).phone('Ana')
    const ack = await ana.command('ice-servers', { callId: null })
    const [expiry] =
      (ack.status === 'ok' ? ack.iceServers?.find((one) => one.username !== undefined)?.username?.split(':') : null) ??
      []
    expect(Math.abs(Number(expiry) - (Date.now() / 1_000 + 120))).toBeLessThan(60)
  })

  test('an old client in the room never sees one, and has no word to ask for them', async () => {
    const { server, phone } = await officeWithTurn({ classic: { host: '127.0.0.1', ports: { io: 0, ws: 0 } } })
    const ana = await phone('Ana')
    const old = await wsClient(server.classic?.ws ?? 0)
    await ana.command('join-group', { group: '001' })
    await server.settings.change(SETTINGS)
    await ana.next('office')
    old.say('ice-servers')
    old.say('callRemote')
    await old.nth('callRemote')
    expect(secretsIn(old.seen)).toEqual([])
  })
})

describe('office.json', () => {
  test('a change reaches everybody who is here at once, and who comes later, without a secret', async () => {
    const { server, phone } = await office()
    const ana = await phone('Ana')
    expect(ana.welcome).toMatchObject({ iceServers: [], iceTransportPolicy: 'all' })
    expect(await server.settings.change(SETTINGS)).toBe(true)
    const told = await ana.next('office')
    expect(told).toEqual({ name: 'Studio North', iceServers: PUBLIC, iceTransportPolicy: 'relay' })
    expect(secretsIn(told)).toEqual([])
    const ben = await phone('Ben')
    expect(ben.welcome).toMatchObject({ iceServers: PUBLIC, iceTransportPolicy: 'relay' })
  })

  test('only its owner may read it, and it survives a restart of the host', async () => {
    const first = await office()
    await first.server.settings.change(SETTINGS)
    expect((await stat(file())).mode & 0o777).toBe(0o600)
    expect((await stat(file('office.json.last'))).mode & 0o777).toBe(0o600)
    await first.close()
    expect((await office()).server.settings.current()).toEqual(SETTINGS)
  })

  test('F-56: a damaged one is set aside and said, and the last good copy is used', async () => {
    const first = await office()
    await first.server.settings.change(SETTINGS)
    await first.close()
    await writeFile(file(), '{"version": 1, "iceSer')
    const second = await office()
    expect(second.sentences).toEqual([
      "The office's settings cannot be used (it is not JSON). They were set aside as office.json.bad; the last good copy is used.",
    ])
    expect(second.server.settings.current()).toEqual(SETTINGS)
    expect(await readFile(file('office.json.bad'), 'utf8')).toBe('{"version": 1, "iceSer')
    expect(JSON.parse(await readFile(file(), 'utf8'))).toEqual({ version: 1, ...SETTINGS })
  })

  test.each([
    [{}, 'version: Invalid input: expected 1'],
    [{ version: 2, iceServers: [], relayOnly: false }, 'version: Invalid input: expected 1'],
    [{ version: 1, iceServers: [], relayOnly: false, secret: 'x' }, 'the whole: Unrecognized key: "secret"'],
    [
      { version: 1, iceServers: [{ urls: ['turn://t'], credentials: { kind: 'none' } }], relayOnly: false },
      'iceServers[0].urls[0]: has no host name or address right after the scheme (IPv6 in brackets)',
    ],
    [
      { version: 1, iceServers: [{ urls: ['turn:t'], credentials: { kind: 'none' } }], relayOnly: false },
      'iceServers[0].credentials: a TURN server needs credentials',
    ],
    [
      {
        version: 1,
        iceServers: [{ urls: ['turn:t'], credentials: { kind: 'time-limited', secret: '' } }],
        relayOnly: false,
      },
      'iceServers[0].credentials.secret: Too small: expected string to have >=1 characters',
    ],
    [
      {
        version: 1,
        iceServers: Array.from({ length: 9 }, () => ({ urls: ['stun:t'], credentials: { kind: 'none' } })),
        relayOnly: false,
      },
      'iceServers: Too big: expected array to have <=8 items',
    ],
  ])('what is wrong in it is said by its field: %j', async (content, fault) => {
    await writeFile(file(), JSON.stringify(content))
    const { sentences, server } = await office()
    expect(sentences).toEqual([
      `The office's settings cannot be used (${fault}). They were set aside as office.json.bad; the office has no servers now.`,
    ])
    expect(server.settings.current()).toEqual({ iceServers: [], relayOnly: false })
  })

  test('read again it takes up what was written, and goes on with the old where that cannot be used', async () => {
    const { server, phone, sentences } = await office()
    const ana = await phone('Ana')
    await store(SETTINGS)
    await server.settings.reread()
    expect(await ana.next('office')).toMatchObject({ iceServers: PUBLIC })
    await writeFile(file(), JSON.stringify({ version: 1, iceServers: [{ urls: [] }], relayOnly: false }))
    await server.settings.reread()
    expect(server.settings.current()).toEqual(SETTINGS)
    expect(sentences).toEqual([expect.stringContaining('The old ones go on.')])
    // It is the operator's text: left where it is, to be mended.
    expect(await readFile(file(), 'utf8')).toContain('"urls":[]')
  })

  test.skipIf(process.getuid?.() === 0)(
    'what cannot be written has not changed (root may write everywhere)',
    async () => {
      const { server } = await office()
      await chmod(dataDir, 0o500)
      expect(await server.settings.change(SETTINGS)).toBe(false)
      await chmod(dataDir, 0o700)
      expect(server.settings.current()).toEqual({ iceServers: [], relayOnly: false })
    },
  )
})
