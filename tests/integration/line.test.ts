import { expect, onTestFinished, test } from 'vitest'

import { isWelcome, watchedLine } from '../support/line-rig.ts'
import { serverRig } from '../support/server-rig.ts'
import { newCallId, newKey } from '../support/signaling-client.ts'

test('S-08: somebody who was renamed comes back under the new name after a lost connection', async () => {
  const rig = await serverRig()
  onTestFinished(rig.close)
  const { url } = rig.server
  const line = watchedLine(await newKey(), {
    name: 'Ana',
    address: () => ({ url, serverIdentity: new URL(url).host }),
  })
  onTestFinished(line.close)
  await line.next(isWelcome)
  await expect(line.send({ name: 'rename', payload: { name: 'Ana Petrović' } })).resolves.toEqual({ status: 'ok' })
  const back = line.next(isWelcome)
  line.retry()
  expect(await back).toMatchObject({ welcome: { self: { name: 'Ana Petrović' } } })
})

test('F-51: while a call lives attempts follow each other more closely, but never at once', async () => {
  const times: number[] = []
  const line = watchedLine(await newKey(), {
    name: 'Ana',
    address() {
      times.push(performance.now())
      return { url: 'http://127.0.0.1:9', serverIdentity: '127.0.0.1:9' }
    },
  })
  onTestFinished(line.close)
  // A phone says after every piece of news whether a call lives.
  for (let news = 0; news < 6; news += 1) {
    await line.next(({ kind }) => kind === 'connection')
    line.urgent(true)
  }
  const pauses = times.slice(1).map((at, index) => at - (times[index] ?? 0))
  expect(times.length).toBeLessThanOrEqual(7)
  // The first attempt after a loss, and the one that the beginning of the call brings, come at once.
  expect(pauses.filter((pause) => pause < 250).length).toBeLessThanOrEqual(2)
  expect(Math.max(...pauses)).toBeLessThan(3_000)
})

test('a host with several addresses is tried at each in turn', async () => {
  const rig = await serverRig()
  onTestFinished(rig.close)
  const { url } = rig.server
  const asked: string[] = []
  const addresses = ['http://127.0.0.1:9', url]
  const line = watchedLine(await newKey(), {
    name: 'Ana',
    address() {
      const next = addresses[asked.length % addresses.length] ?? url
      asked.push(next)
      return { url: next, serverIdentity: new URL(next).host }
    },
  })
  onTestFinished(line.close)
  await line.next(isWelcome)
  expect(asked).toEqual(addresses)
})

test('B-8: a healthy line that is renewed loses no ring, no group, no person and no missed call', async () => {
  const rig = await serverRig()
  onTestFinished(rig.close)
  const { url } = rig.server
  const ben = await rig.phone('Ben')
  const rung = new Set<string>()
  let whileRenewed = () => {}
  const ana = watchedLine(
    { ...(await newKey()) },
    {
      name: 'Ana',
      lasting: false,
      address() {
        whileRenewed()
        return { url, serverIdentity: new URL(url).host }
      },
      heard(news) {
        if (news.kind === 'event' && news.event.name === 'incoming') rung.add(news.event.payload.callId)
        if (news.kind === 'welcome') for (const call of news.welcome.calls) rung.add(call.callId)
      },
    },
  )
  onTestFinished(ana.close)
  const first = await ana.next(isWelcome)
  if (!isWelcome(first)) throw new Error('no welcome')
  const { contact } = first.welcome.self
  await ana.send({ name: 'join-group', payload: { group: 'sales' } })
  await ben.next('directory', ({ groups }) => groups.some((group) => group.members.includes(contact)))

  const dial = async () => {
    const callId = newCallId()
    const target = { kind: 'contact', contact } as const
    const ack = await ben.command('invite', { callId, target, video: false, subject: null })
    await ben.command('hangup', { callId, reason: 'cancelled' })
    return { callId, status: ack.status }
  }
  const dialled: ReturnType<typeof dial>[] = []
  // Four by four: a pair may dial six times at once (S-34).
  for (let round = 0; round < 4; round += 1) {
    const back = ana.next(isWelcome)
    // In the tick in which the line is renewed.
    whileRenewed = () => dialled.push(dial())
    ana.retry()
    const welcome = await back
    expect(welcome).toMatchObject({ welcome: { self: { contact } } })
    if (!isWelcome(welcome)) throw new Error('no welcome')
    expect(welcome.welcome.directory.groups).toEqual([{ name: 'sales', members: [contact] }])
  }
  const results = await Promise.all(dialled)
  expect(results.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok', 'ok'])
  const told = ben
    .all('directory')
    .flatMap(({ contacts, contactsGone, groups, groupsGone }) => [
      ...contacts.filter(({ id, presence }) => id === contact && presence === 'unreachable'),
      ...contactsGone,
      ...groups.filter(({ name, members }) => name === 'sales' && !members.includes(contact)),
      ...groupsGone,
    ])
  expect(told).toEqual([])
  for (const { callId } of results) expect(rung, 'rang').toContain(callId)
  expect(ana.states()).not.toContain('offline')
})

test('B-8: a line that is closed says goodbye, also while it is renewed', async () => {
  const rig = await serverRig()
  onTestFinished(rig.close)
  const { url } = rig.server
  const ben = await rig.phone('Ben')
  for (const name of ['Ana', 'Cleo']) {
    const key = await newKey()
    const line = watchedLine(key, { name, address: () => ({ url, serverIdentity: new URL(url).host }) })
    await line.next(isWelcome)
    if (name === 'Cleo') line.retry()
    line.close()
    const gone = await ben.next('directory', ({ contacts }) =>
      contacts.some(({ id, presence }) => id === key.device && presence === 'unreachable'),
    )
    expect(gone.contacts.find(({ id }) => id === key.device)?.reason).toBe('left')
  }
})

test('B-8: a line that is renewed again and again leaves no connection behind', async () => {
  const rig = await serverRig()
  onTestFinished(rig.close)
  const { url } = rig.server
  const ben = await rig.phone('Ben')
  const line = watchedLine(await newKey(), { name: 'Ana', address: () => ({ url, serverIdentity: new URL(url).host }) })
  onTestFinished(line.close)
  await line.next(isWelcome)
  const back = line.next(isWelcome)
  for (let time = 0; time < 10; time += 1) line.retry()
  await back
  expect(rig.server.counts().devices).toBe(2)
  line.close()
  await ben.next('directory', ({ contacts }) => contacts.some(({ presence }) => presence === 'unreachable'))
  expect(rig.server.counts().devices).toBe(1)
})
