import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import type { ServerRig } from '../support/server-rig.ts'
import { serverRig } from '../support/server-rig.ts'
import type { TestPhone } from '../support/signaling-client.ts'
import { connectPhone, newCallId, newKey, wholeCall } from '../support/signaling-client.ts'

let rig: ServerRig
beforeEach(async () => {
  rig = await serverRig({
    limits: { messages: { burst: 10_000, perSecond: 10_000 }, invitesPerPair: { burst: 10_000, perSecond: 10_000 } },
  })
})
afterEach(() => rig.close())

const invite = (phone: TestPhone, contact: string, callId = newCallId()) =>
  phone.command('invite', { callId, target: { kind: 'contact', contact }, video: false, subject: null })

describe('load (limits of messages and invites lifted)', () => {
  test('200 calls one after the other: none is lost, nothing is left', async () => {
    const [ana, ben] = [await rig.phone('Ana'), await rig.phone('Ben')]
    for (let round = 0; round < 200; round += 1) await wholeCall(ana, ben)
    expect(rig.server.counts()).toMatchObject({ calls: 0, devices: 2 })
    expect(rig.server.counts().tombstones).toBe(200)
  })

  test('50 pairs at once: none is lost, nothing is left', async () => {
    const pairs = await Promise.all(
      Array.from(
        { length: 50 },
        async (_, index) => [await rig.phone(`Caller ${index}`), await rig.phone(`Callee ${index}`)] as const,
      ),
    )
    await Promise.all(pairs.map(([caller, callee]) => wholeCall(caller, callee)))
    expect(rig.server.counts()).toMatchObject({ calls: 0, devices: 100 })
  })
})

test('R-10: a device that comes back finds its ringing call in the welcome, with its age', async () => {
  const [ana, ben] = [await rig.phone('Ana'), await rig.phone('Ben')]
  await invite(ana, ben.contact)
  ben.close()
  const back = await rig.phone('Ben', { key: ben.key })
  expect(back.welcome.calls).toMatchObject([{ side: 'callee', phase: 'ringing', invite: { from: { name: 'Ana' } } }])
})

test('F-52: the newest connection of a device wins, the old one is told and closed', async () => {
  const ben = await rig.phone('Ben')
  await rig.phone('Ben', { key: ben.key })
  await ben.next('replaced')
  await expect.poll(() => ben.socket.connected).toBe(false)
  expect(rig.server.counts().devices).toBe(1)
})

test('presence: everybody hears of who comes, goes, talks and does not want to be disturbed', async () => {
  const ana = await rig.phone('Ana')
  const ben = await rig.phone('Ben')
  const presence = (wanted: string) =>
    ana.next('directory', (delta) => delta.contacts.some((one) => one.id === ben.contact && one.presence === wanted))
  await presence('free')
  await ben.command('availability', { availability: 'do-not-disturb', forMs: 60_000 })
  const quiet = await presence('do-not-disturb')
  expect(quiet.contacts[0]?.untilMs).toBeGreaterThan(50_000)
  expect(await invite(ana, ben.contact)).toEqual({ status: 'do-not-disturb' })
  ben.close()
  await presence('unreachable')
})

test('S-08: names belong to keys: taken and confusable ones are refused, the own one is kept', async () => {
  const ana = await rig.phone('Ana')
  await expect(rig.phone('ana')).rejects.toThrow('name-taken')
  await expect(rig.phone('Аna')).rejects.toThrow('name-confusable')
  await expect(rig.phone('Eve\u202e')).rejects.toThrow('name-invalid')
  ana.close()
  const again = await rig.phone('Ana', { key: ana.key })
  expect(again.contact).toBe(ana.contact)
})

test('R-4: a person of the roster has several devices, and all of them ring', async () => {
  const keys = [await newKey(), await newKey()]
  const office = await serverRig({
    roster: [{ contact: 'ben', name: 'Ben Okafor', devices: keys.map((key) => key.device) }],
  })
  try {
    const ana = await office.phone('Ana')
    const devices = await Promise.all(keys.map((key) => connectPhone(office.server.url, 'whatever', { key })))
    const callId = newCallId()
    expect(await invite(ana, 'ben', callId)).toMatchObject({ status: 'ok', device: null })
    for (const device of devices) expect((await device.next('incoming')).callId).toBe(callId)
    expect(await devices[0]?.command('accept', { callId, video: false })).toEqual({ status: 'ok' })
    expect((await devices[1]?.next('ended'))?.reason).toBe('elsewhere')
    for (const device of devices) device.close()
  } finally {
    await office.close()
  }
})

test('ring groups: made at the first join, gone when empty, and ringing one rings everybody else in it', async () => {
  const [ana, ben, cy] = [await rig.phone('Ana'), await rig.phone('Ben'), await rig.phone('Cy')]
  for (const phone of [ana, ben, cy]) await phone.command('join-group', { group: '001' })
  await ana.command('invite', {
    callId: newCallId(),
    target: { kind: 'group', group: '001' },
    video: true,
    subject: 'help',
  })
  expect(await ben.next('incoming')).toMatchObject({ target: { kind: 'group', group: '001' }, subject: 'help' })
  await cy.next('incoming')
  expect(ana.all('incoming')).toEqual([])
  for (const phone of [ana, ben, cy]) await phone.command('leave-group', { group: '001' })
  await ana.next('directory', (delta) => delta.groupsGone.includes('001'))
})

test('the host stops: who rings is told, and the data folder can be taken again', async () => {
  const [ana, ben] = [await rig.phone('Ana'), await rig.phone('Ben')]
  await invite(ana, ben.contact)
  await ben.next('incoming')
  await rig.server.close()
  expect((await ben.next('ended')).reason).toBe('host-restarted')
  const again = await serverRig({ dataDir: rig.dataDir })
  expect(again.server.pin).toBe(rig.server.pin)
  await again.close()
})

test('S-08: who left is still listed after a restart of the host, with since and reason', async () => {
  const ana = await rig.phone('Ana')
  const ben = await rig.phone('Ben')
  ben.close()
  await ana.next('directory', (delta) =>
    delta.contacts.some((one) => one.name === 'Ben' && one.presence === 'unreachable'),
  )
  await rig.server.close()
  const again = await serverRig({ dataDir: rig.dataDir })
  try {
    const cy = await again.phone('Cy')
    expect(cy.welcome.directory.contacts.find((one) => one.name === 'Ben')).toMatchObject({ presence: 'unreachable' })
  } finally {
    await again.close()
  }
})
