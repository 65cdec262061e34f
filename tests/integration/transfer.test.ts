import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { TIMERS } from '../../src-signaling/protocol/index.ts'
import { createServer } from '../../src-signaling/server/create-server.ts'
import { startHost } from '../../src-signaling/standalone.ts'
import { hurriedClock } from '../support/hurried-clock.ts'
import type { TestPhone } from '../support/signaling-client.ts'
import { connectPhone, newCallId, newKey } from '../support/signaling-client.ts'

let folder = ''
let clock = hurriedClock()
const at = (name: string) => join(folder, name)
const open: (() => unknown)[] = []
beforeEach(async () => {
  clock = hurriedClock()
  folder = await mkdtemp(join(tmpdir(), 'ringdown-transfer-'))
})
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
  await rm(folder, { recursive: true, force: true })
})

/** The command line in this process. */
async function command(...args: readonly string[]) {
  const said: string[] = []
  const say = (line: string) => void said.push(line)
  const started = await startHost(args, { webRoot: folder, environment: {}, out: say, err: say })
  return { code: started.status === 'over' ? started.exitCode : null, said: said.join('\n') }
}

async function host(dataDir: string, ports = { local: 0, lan: 0 }) {
  const server = await createServer({
    name: 'Studio North',
    dataDir: at(dataDir),
    webRoot: folder,
    host: '127.0.0.1',
    port: ports.lan,
    localPort: ports.local,
    clock,
  })
  let closed: Promise<void> | null = null
  const close = () => (closed ??= server.close())
  open.push(close)
  return { ...server, close }
}
async function enter(url: string, name: string, key?: TestPhone['key']) {
  const phone = await connectPhone(url, name, key ? { key } : {})
  open.push(phone.close)
  return phone
}

const partyOf = (phone: TestPhone) => ({ contact: phone.contact, device: phone.key.device })

test('F-36, R-9: a host moves to another machine in the middle of a call: same pin, same people, and both ends claim their call', async () => {
  const first = await host('a')
  const keys = [await newKey(), await newKey(), await newKey()] as const
  const [ana, ben, cy] = [
    await enter(first.url, 'Ana', keys[0]),
    await enter(first.url, 'Ben', keys[1]),
    await enter(first.url, 'Cy', keys[2]),
  ]
  cy.close()
  await vi.waitFor(() => expect(first.counts().devices).toBe(2))
  const away = newCallId()
  const toCy = { kind: 'contact' as const, contact: cy.contact }
  expect(await ana.command('invite', { callId: away, target: toCy, video: false, subject: null })).toMatchObject({
    status: 'unreachable',
  })
  const callId = newCallId()
  const toBen = { kind: 'contact' as const, contact: ben.contact }
  await ana.command('invite', { callId, target: toBen, video: false, subject: null })
  expect(await ben.command('accept', { callId, video: false })).toMatchObject({ status: 'ok' })
  await vi.waitFor(async () => expect(await readFile(at('a/missed.json'), 'utf8')).toContain(away))
  await vi.waitFor(async () => expect(await readFile(at('a/people.json'), 'utf8')).toContain('Cy'), { timeout: 5_000 })

  const exported = await command('--export', at('office.ringdown'), '--data', at('a'))
  expect(exported).toMatchObject({ code: 0, said: expect.stringContaining('secret') as unknown })
  expect((await stat(at('office.ringdown'))).mode & 0o777).toBe(0o600)
  await first.close()
  expect(await command('--import', at('office.ringdown'), '--data', at('b'))).toMatchObject({ code: 0 })

  const second = await host('b', first.ports)
  expect(second.pin).toBe(first.pin)
  const [anaBack, benBack] = [await enter(second.url, 'Ana', keys[0]), await enter(second.url, 'Ben', keys[1])]
  expect(anaBack.welcome.epoch).not.toBe(ana.welcome.epoch)
  expect(anaBack.welcome.directory.contacts.map((one) => [one.name, one.presence])).toContainEqual([
    'Cy',
    'unreachable',
  ])
  expect(await anaBack.command('claim', { callId, side: 'caller', peer: partyOf(ben) })).toEqual({ status: 'ok' })
  expect(await benBack.command('claim', { callId, side: 'callee', peer: partyOf(ana) })).toEqual({ status: 'ok' })
  await anaBack.command('hangup', { callId, reason: 'hangup' })
  expect(await benBack.next('ended')).toMatchObject({ callId, reason: 'hangup' })

  clock.advance(TIMERS.missedSettles)
  const cyBack = await enter(second.url, 'Cy', keys[2])
  expect(cyBack.welcome.missed.map((one) => one.callId)).toEqual([away])
})

test('neither an office nor a file is overwritten without --force', async () => {
  const here = await host('a')
  await (await host('b')).close()
  expect(await command('--export', at('x'), '--data', at('a'))).toMatchObject({ code: 0 })
  const again = await command('--export', at('x'), '--data', at('a'))
  expect(again).toMatchObject({ code: 7, said: expect.stringContaining('is there already') as unknown })
  const over = await command('--import', at('x'), '--data', at('b'))
  expect(over).toMatchObject({ code: 7, said: expect.stringContaining('holds an office already') as unknown })
  expect((await host('b')).pin).not.toBe(here.pin)
})

test('--force replaces an office, and a running host keeps its folder', async () => {
  const here = await host('a')
  const there = await host('b')
  await command('--export', at('x'), '--data', at('a'))
  expect((await command('--import', at('x'), '--data', at('b'), '--force')).code).toBe(5)
  await there.close()
  expect((await command('--import', at('x'), '--data', at('b'), '--force')).code).toBe(0)
  await here.close()
  expect((await host('b')).pin).toBe(here.pin)
})

test.each([
  ['cut short', (text: string) => text.slice(0, 400)],
  ['of another kind', () => '{"version":1}'],
  ['with a field more', (text: string) => text.replace('{', '{"more":1,')],
  ['with another key', (text: string) => text.replace(/("key": "-----BEGIN[^"]{40})./, '$1!')],
])('a file that is %s is refused with a sentence, and nothing is written', async (_how, damage) => {
  await host('a')
  await command('--export', at('x'), '--data', at('a'))
  await writeFile(at('x'), damage(await readFile(at('x'), 'utf8')))
  const refused = await command('--import', at('x'), '--data', at('b'))
  expect(refused).toMatchObject({ code: 7, said: expect.stringContaining('not an exported office') as unknown })
  expect(await stat(at('b/host.key')).catch(() => null)).toBeNull()
})

test('an empty folder has no office to export', async () => {
  const empty = await command('--export', at('x'), '--data', at('nowhere'))
  expect(empty).toMatchObject({ code: 7, said: expect.stringContaining('There is no office in') as unknown })
  expect((await command('--import', at('nothing'), '--data', at('b'))).code).toBe(7)
  expect((await command('--import', at('x'), '--export', at('y'))).code).toBe(2)
  expect((await command('--force')).code).toBe(2)
})
