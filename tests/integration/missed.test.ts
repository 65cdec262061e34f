import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { TIMERS } from '../../src-signaling/protocol/index.ts'
import { hurriedClock } from '../support/hurried-clock.ts'
import type { ServerRig } from '../support/server-rig.ts'
import { serverRig } from '../support/server-rig.ts'
import type { TestPhone } from '../support/signaling-client.ts'
import { newCallId, newKey } from '../support/signaling-client.ts'

let clock = hurriedClock()
let dataDir = ''
let rig: ServerRig
beforeEach(async () => {
  clock = hurriedClock()
  dataDir = await mkdtemp(join(tmpdir(), 'ringdown-missed-'))
  rig = await serverRig({ dataDir, clock })
})
afterEach(async () => {
  await rig.close()
  await rm(dataDir, { recursive: true, force: true })
})
const restart = async () => {
  await rig.close()
  rig = await serverRig({ dataDir, clock })
}

async function dial(from: TestPhone, to: string, subject: string | null = null) {
  const callId = newCallId()
  const target = { kind: 'contact' as const, contact: to }
  const { status } = await from.command('invite', { callId, target, video: false, subject })
  return { callId, status }
}
const confirm = (phone: TestPhone, ...callIds: readonly string[]) =>
  phone.command('confirm-missed', { callIds: [...callIds] })
const missedIds = (phone: TestPhone) => phone.welcome.missed.map((one) => one.callId)

const onlyAnaIsHere = () => vi.waitFor(() => expect(rig.server.counts().devices).toBe(1))

/** Ben was here once and is away now. */
async function benAway() {
  const key = await newKey()
  const ben = await rig.phone('Ben', { key })
  const ana = await rig.phone('Ana')
  ben.close()
  await onlyAnaIsHere()
  return { key, ana, contact: ben.contact }
}

test('called while away and the host restarted meanwhile: the welcome tells it with its age, until it is confirmed', async () => {
  const { key, ana, contact } = await benAway()
  const { callId, status } = await dial(ana, contact, 'invoice 4411')
  expect(status).toBe('unreachable')
  clock.advance(90_000)
  await restart()
  clock.advance(30_000)

  const back = await rig.phone('Ben', { key })
  expect(back.welcome.missed).toMatchObject([
    { callId, from: { name: 'Ana' }, subject: 'invoice 4411', reason: 'unreachable', rangMs: 0, video: false },
  ])
  expect(back.welcome.missed[0]?.ageMs).toBeGreaterThanOrEqual(120_000)
  back.close()
  const again = await rig.phone('Ben', { key })
  expect(missedIds(again)).toEqual([callId])
  expect(await confirm(again, callId)).toEqual({ status: 'ok' })
  again.close()
  await restart()
  expect((await rig.phone('Ben', { key })).welcome.missed).toEqual([])
})

test('the age is the host’s: nobody’s clock is compared', async () => {
  const { key, ana, contact } = await benAway()
  await dial(ana, contact)
  clock.advance(3_600_000)
  const back = await rig.phone('Ben', { key })
  expect(Math.round((back.welcome.missed[0]?.ageMs ?? 0) / 10_000)).toBe(360)
})

test('R-9: whoever comes back in the middle of somebody’s attempts hears of them only when none gets through', async () => {
  const { key, ana, contact } = await benAway()
  const first = await dial(ana, contact)
  const second = await dial(ana, contact)
  const back = await rig.phone('Ben', { key })
  expect(back.welcome.missed).toEqual([])
  clock.advance(TIMERS.missedSettles)
  expect(await back.next('missed')).toMatchObject({ callId: second.callId, reason: 'unreachable' })
  expect(back.all('missed').map((one) => one.callId)).not.toContain(first.callId)
  await confirm(back, second.callId)
  back.close()
  await onlyAnaIsHere()

  expect((await dial(ana, contact)).status).toBe('unreachable')
  const here = await rig.phone('Ben', { key })
  const { callId } = await dial(ana, contact)
  await here.next('incoming', (one) => one.callId === callId)
  here.close()
  clock.advance(TIMERS.missedSettles)
  expect((await rig.phone('Ben', { key })).welcome.missed).toEqual([])
})

test('do not disturb and busy: the phone hears at once that it was called', async () => {
  const [ana, ben, cy] = [await rig.phone('Ana'), await rig.phone('Ben'), await rig.phone('Cy')]
  await ben.command('availability', { availability: 'do-not-disturb', forMs: null })
  const quiet = await dial(ana, ben.contact)
  expect(await ben.next('missed')).toMatchObject({ callId: quiet.callId, reason: 'do-not-disturb', rangMs: 0 })
  await ben.command('availability', { availability: 'free', forMs: null })
  await dial(cy, ben.contact)
  const busy = await dial(ana, ben.contact)
  expect(busy.status).toBe('busy')
  expect(await ben.next('missed', (one) => one.callId === busy.callId)).toMatchObject({ reason: 'busy' })
})

test('F-15: the device that rang is told the end, the other one of the person hears of it when it comes', async () => {
  const [key, other] = [await newKey(), await newKey()]
  await rig.close()
  const roster = [{ contact: 'ben', name: 'Ben', devices: [key.device, other.device] }]
  rig = await serverRig({ dataDir, clock, roster })
  const [ana, ben] = [await rig.phone('Ana'), await rig.phone('Ben', { key })]
  const { callId } = await dial(ana, 'ben')
  await ben.next('incoming')
  await ana.command('hangup', { callId, reason: 'cancelled' })
  await ben.next('ended')
  expect(missedIds(await rig.phone('Ben', { key: other }))).toEqual([callId])
  ben.close()
  expect(missedIds(await rig.phone('Ben', { key }))).toEqual([])
})

test('F-39: asleep while it rang: told when it is back, once', async () => {
  const key = await newKey()
  const [ana, ben] = [await rig.phone('Ana'), await rig.phone('Ben', { key })]
  const { callId } = await dial(ana, ben.contact)
  await ben.next('incoming')
  ben.socket.io.engine.close()
  await onlyAnaIsHere()
  await ana.command('hangup', { callId, reason: 'cancelled' })
  const back = await rig.phone('Ben', { key })
  expect(back.welcome.missed).toMatchObject([{ callId, reason: 'cancelled' }])
  expect(back.all('missed')).toEqual([])
})

test('what answered, declined or merged is no missed call', async () => {
  const key = await newKey()
  const [ana, ben] = [await rig.phone('Ana'), await rig.phone('Ben', { key })]
  const declined = await dial(ana, ben.contact)
  await ben.next('incoming')
  await ben.command('decline', { callId: declined.callId })
  const taken = await dial(ana, ben.contact)
  await ben.command('accept', { callId: taken.callId, video: false })
  await ana.command('hangup', { callId: taken.callId, reason: 'hangup' })
  ben.close()
  expect((await rig.phone('Ben', { key })).welcome.missed).toEqual([])
})

test('a damaged list is set aside and said; the host starts', async () => {
  await rig.close()
  await writeFile(join(dataDir, 'missed.json'), '{"version":1,"devices":[{"dev')
  rig = await serverRig({ dataDir, clock })
  expect(rig.sentences.join()).toContain('missed.json.bad')
  expect(await readFile(join(dataDir, 'missed.json.bad'), 'utf8')).toContain('"dev')
})
