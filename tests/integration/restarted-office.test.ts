import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { LISTED_MAX } from '../../src-signaling/directory/directory.ts'
import { LIMITS, TIMERS } from '../../src-signaling/protocol/index.ts'
import type { HurriedClock } from '../support/hurried-clock.ts'
import { hurriedClock } from '../support/hurried-clock.ts'
import type { ServerRig } from '../support/server-rig.ts'
import { serverRig } from '../support/server-rig.ts'
import type { TestKey } from '../support/signaling-client.ts'
import { newCallId, newKey } from '../support/signaling-client.ts'

let dataDir: string
let clock: HurriedClock
let rig: ServerRig
const lines: string[] = []

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ringdown-restarted-'))
  lines.length = 0
  clock = hurriedClock()
  rig = await open()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rig.close()
  await rm(dataDir, { recursive: true, force: true })
})

const open = () => serverRig({ dataDir, clock, log: (line) => lines.push(line) })
const file = (name: string) => join(dataDir, name)
async function restart(meanwhile: () => Promise<void> = async () => {}): Promise<void> {
  await rig.close()
  await meanwhile()
  clock = hurriedClock()
  rig = await open()
}
/** How somebody is listed for a newcomer. */
async function listed(key: TestKey) {
  const phone = await rig.phone(`Newcomer ${randomBytes(3).toString('hex')}`, { lasting: false })
  const { contacts } = phone.welcome.directory
  phone.close()
  return contacts.find((contact) => contact.id === key.device)
}
async function missedBy(key: TestKey, name: string) {
  const phone = await rig.phone(name, { key })
  phone.close()
  return phone.welcome.missed
}
/** Somebody who is away, called by Ana. */
async function calledWhileAway(key: TestKey, name: string): Promise<string> {
  const [ana, away] = [await rig.phone('Ana Petrović'), await rig.phone(name, { key })]
  away.close()
  await ana.next('directory', ({ contacts }) =>
    contacts.some(({ id, presence }) => id === key.device && presence === 'unreachable'),
  )
  const callId = newCallId()
  const target = { kind: 'contact', contact: key.device } as const
  const ack = await ana.command('invite', { callId, target, video: false, subject: null })
  expect(ack.status).toBe('unreachable')
  clock.advance(TIMERS.missedSettles)
  return callId
}

describe('B-2: names after a restart of the host', () => {
  test('B-2 U-28: who was here keeps the name for a minute, and is not said to have closed the phone', async () => {
    const key = await newKey()
    await rig.phone('Ben Okafor', { key })
    // Here for long: the moment of arrival says nothing.
    clock.advance(3_600_000)
    await restart()
    expect(await listed(key)).toMatchObject({ name: 'Ben Okafor', presence: 'unreachable', reason: null })
    await expect(rig.phone('Ben Okafor')).rejects.toThrow('name-taken')
    const back = await rig.phone('Ben Okafor', { key })
    expect(back.contact).toBe(key.device)
    back.close()
  })

  test('B-2: who was here and does not come back yields the name a minute after the restart', async () => {
    const key = await newKey()
    await rig.phone('Ben Okafor', { key })
    await restart()
    clock.advance(60_001)
    const other = await rig.phone('Ben Okafor')
    expect(other.contact).not.toBe(key.device)
  })

  test('B-2: after kill -9 as well: what was written while they were here is enough', async () => {
    const key = await newKey()
    await rig.phone('Ben Okafor', { key })
    await vi.waitFor(async () => expect(await readFile(file('people.json'), 'utf8')).toContain('Ben Okafor'), {
      timeout: 10_000,
      interval: 50,
    })
    const killed = await readFile(file('people.json'), 'utf8')
    const hourAgo = JSON.parse(killed) as { people: { since: number }[] }
    for (const one of hourAgo.people) one.since -= 3_600_000
    await restart(() => writeFile(file('people.json'), JSON.stringify(hourAgo)))
    await expect(rig.phone('Ben Okafor')).rejects.toThrow('name-taken')
    expect((await listed(key))?.reason).toBeNull()
  })

  test('B-2: who left says so after the restart too, with the time of leaving and not of coming', async () => {
    const key = await newKey()
    const ben = await rig.phone('Ben Okafor', { key })
    const ana = await rig.phone('Ana')
    clock.advance(3_600_000)
    ben.close()
    await ana.next('directory', ({ contacts }) => contacts.some(({ presence }) => presence === 'unreachable'))
    await restart()
    const contact = await listed(key)
    expect(contact).toMatchObject({ presence: 'unreachable', reason: 'left' })
    expect(contact?.sinceMs).toBeLessThan(60_000)
  })
})

test('U-20: how long somebody is here does not begin anew with a call or a state', async () => {
  const key = await newKey()
  const ben = await rig.phone('Ben', { key })
  clock.advance(3_600_000)
  await ben.command('availability', { availability: 'away', forMs: null })
  clock.advance(60_000)
  const away = await listed(key)
  expect(away?.sinceMs).toBeLessThan(100_000)
  expect(away?.hereMs).toBeGreaterThanOrEqual(3_660_000)
})

test('B-6: a state that is told again by a phone that came back does not begin anew', async () => {
  const key = await newKey()
  const ben = await rig.phone('Ben', { key })
  await ben.command('availability', { availability: 'away', forMs: null })
  clock.advance(60_000)
  await ben.command('availability', { availability: 'away', forMs: null })
  expect((await listed(key))?.sinceMs).toBeGreaterThanOrEqual(60_000)
})

test('C-30: a missed call and who left are as old as they are when the host slept over night', async () => {
  const key = await newKey()
  const callId = await calledWhileAway(key, 'Zoe')
  const wall = Date.now()
  const NIGHT = 14 * 3_600_000
  vi.spyOn(Date, 'now').mockImplementation(() => wall + NIGHT)
  expect((await listed(key))?.sinceMs).toBeGreaterThanOrEqual(NIGHT)
  const [missed] = await missedBy(key, 'Zoe')
  expect(missed?.callId).toBe(callId)
  expect(missed?.ageMs).toBeGreaterThanOrEqual(NIGHT)
})

describe('C-37: files after a power cut', () => {
  const ZEROES = '\0'.repeat(300)
  const spoil = (...names: readonly string[]) => Promise.all(names.map((name) => writeFile(file(name), ZEROES)))

  test.each([
    ['full of zeroes', ZEROES],
    ['empty', ''],
    ['cut short', '{"version":1,"peo'],
  ])('C-37: lists that are %s are taken from their last good copies', async (_how, spoilt) => {
    const key = await newKey()
    const callId = await calledWhileAway(key, 'Zoe')
    await restart()
    await restart(async () => {
      await writeFile(file('people.json'), spoilt)
      await writeFile(file('missed.json'), spoilt)
    })
    expect(rig.sentences.join('\n')).toMatch(/people\.json\.bad.*last good copy[^]*missed\.json\.bad.*last good copy/)
    expect((await missedBy(key, 'Zoe')).map((one) => one.callId)).toEqual([callId])
  })

  test('C-37: with the copies gone as well the host starts with empty lists and says so', async () => {
    await calledWhileAway(await newKey(), 'Zoe')
    await restart()
    await restart(() =>
      spoil('people.json', 'people.json.last', 'missed.json', 'missed.json.last').then(() => undefined),
    )
    expect(rig.sentences.join()).toContain('people.json.bad')
    await rig.phone('Ana')
  })

  test.each([[['host.key']], [['host.crt']], [['host.key', 'host.crt']], [['host.key', 'host.crt.last']]])(
    'C-37: with %j spoilt the certificate stays what phones have pinned',
    async (names) => {
      const { pin } = rig.server
      await restart(() => spoil(...names).then(() => undefined))
      expect(rig.server.pin).toBe(pin)
      expect(rig.sentences.join()).toContain('last good copy')
      await restart()
      expect(rig.server.pin).toBe(pin)
      expect(rig.sentences).toEqual([])
    },
  )

  test('C-37 F-56: with the copies of the certificate gone as well a new one is made, and it is said', async () => {
    const { pin } = rig.server
    await restart(() => spoil('host.key', 'host.crt', 'host.key.last', 'host.crt.last').then(() => undefined))
    expect(rig.server.pin).not.toBe(pin)
    expect(rig.sentences.join()).toContain('invitations have to be sent again')
  })
})

describe('A-11: more than the lists hold', () => {
  const id = (bytes: number) => randomBytes(bytes).toString('base64url')

  test('A-11: a list of missed calls that is too long is not damaged: the newest are told, and it is logged', async () => {
    const key = await newKey()
    await rig.phone('Zoe', { key })
    const call = (since: number) => {
      const caller = id(32)
      const from = { contact: caller, device: caller }
      const rest = { name: 'Ana', video: false, subject: null, rangMs: 0, reason: 'unreachable' }
      return { callId: id(16), from, since, ...rest }
    }
    const now = Date.now()
    const own = Array.from({ length: LIMITS.missedCalls + 5 }, (_, index) => call(now - 3_600_000 + index))
    const others = Array.from({ length: 16 * LISTED_MAX + 5 }, (_, index) => ({
      device: id(32),
      calls: [call(now - 7_200_000 - index)],
    }))
    const devices = [...others, { device: key.device, calls: own }, { device: 'damaged', calls: 7 }]
    await restart(() => writeFile(file('missed.json'), JSON.stringify({ version: 1, devices })))
    expect(rig.sentences).toEqual([])
    expect(lines.join('\n')).toMatch(/\d+ entries of a list were left out/)
    expect((await missedBy(key, 'Zoe')).map((one) => one.callId)).toEqual(own.slice(5).map((one) => one.callId))
  })

  test('A-11: a list of people that is too long is not damaged: of a crowd of strangers and the people of the office the latter stay', async () => {
    const now = Date.now()
    const person = (name: string, since: number, stayed: number) => {
      const device = id(32)
      return { id: device, name, kind: 'web', devices: [device], since, left: 'left', stayed }
    }
    const known = Array.from({ length: 20 }, (_, index) => person(`Colleague ${index}`, now - 9e6 - index, 4e6))
    const strangers = Array.from({ length: 6_000 }, (_, index) => person(`Stranger ${index}`, now - index, 500))
    await restart(async () => {
      await mkdir(dataDir, { recursive: true })
      await writeFile(file('people.json'), JSON.stringify({ version: 1, people: [...strangers, ...known] }))
    })
    expect(rig.sentences).toEqual([])
    const lasting = await rig.phone('Newcomer')
    lasting.close()
    const watcher = await rig.phone('Watcher', { lasting: false })
    await vi.waitFor(async () => {
      const names = (await listedNames()).filter((name) => name.startsWith('Stranger'))
      expect(names.length).toBeLessThanOrEqual(LISTED_MAX)
    })
    watcher.close()
    expect((await listedNames()).filter((name) => name.startsWith('Colleague'))).toHaveLength(20)
  }, 30_000)

  async function listedNames(): Promise<readonly string[]> {
    const phone = await rig.phone(`Looker ${id(3)}`.replace(/[-_]/g, 'x'), { lasting: false })
    phone.close()
    return phone.welcome.directory.contacts.map(({ name }) => name)
  }
})
