import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import type { OldClient } from '../support/classic-clients.ts'
import { ioClient, wsClient } from '../support/classic-clients.ts'
import type { ServerRig } from '../support/server-rig.ts'
import { serverRig } from '../support/server-rig.ts'
import type { TestPhone } from '../support/signaling-client.ts'
import { newCallId } from '../support/signaling-client.ts'

const OFFER = {
  type: 'offer',
  sdp: 'v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=sendrecv\r\nm=video 9 X 96\r\na=sendrecv\r\n',
}
const ANSWER = { type: 'answer', sdp: 'v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=sendrecv\r\n' }
const CANDIDATE = { candidate: 'candidate:1 1 udp 1 192.168.5.12 5000 typ host', sdpMid: '0', sdpMLineIndex: 0 }

let rig: ServerRig
const clients: OldClient[] = []
beforeEach(async () => {
  watchers = 0
  rig = await serverRig({ classic: { host: '127.0.0.1', ports: { io: 0, ws: 0 } } })
})
afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  await rig.close()
})

async function old(kind: 'io' | 'ws', room?: string): Promise<OldClient> {
  const { io = 0, ws = 0 } = rig.server.classic ?? {}
  const client = kind === 'io' ? await ioClient(io, room) : await wsClient(ws, room)
  clients.push(client)
  return client
}

/** A phone of today in room 001. */
async function today(name: string): Promise<TestPhone> {
  const phone = await rig.phone(name)
  await phone.command('join-group', { group: '001' })
  return phone
}
let watchers = 0
/** All have been told of so many members of the room: nobody is still on the way. */
async function roomOf(members: number, watcher?: TestPhone): Promise<void> {
  const watching = watcher ?? (await rig.phone(`Watcher ${'abcdef'[watchers++]}`))
  const whole = (payload: { readonly groups: readonly { name: string; members: readonly string[] }[] }) =>
    payload.groups.some((group) => group.name === '001' && group.members.length === members)
  if (!whole(watching.welcome.directory)) await watching.next('directory', whole)
}
const names = (client: OldClient) =>
  client.seen.map(([name]) => name).filter((name) => !['greeting', 'connectionSuccess'].includes(name))

const KINDS = ['io', 'ws'] as const
for (const callerKind of KINDS) {
  for (const calleeKind of KINDS) {
    test(`two old clients alone in a room hear everything, themselves included (${callerKind} calls ${calleeKind})`, async () => {
      const caller = await old(callerKind)
      const callee = await old(calleeKind)
      await roomOf(2)
      caller.say('callRemote')
      await callee.nth('callRemote')
      callee.say('acceptCall')
      await caller.nth('acceptCall')
      caller.say('sendOffer', { offer: OFFER })
      expect(await callee.nth('sendOffer')).toEqual(OFFER)
      callee.say('sendAnswer', { answer: ANSWER })
      expect(await caller.nth('sendAnswer')).toEqual(ANSWER)
      caller.say('sendCandidate', { candidate: CANDIDATE })
      callee.say('sendCandidate', { candidate: CANDIDATE })
      expect(await caller.nth('sendCandidate', 2)).toEqual(CANDIDATE)
      caller.say('addCandidate')
      await callee.nth('addCandidate')
      await caller.nth('addCandidate')
      const all = [
        'callRemote',
        'acceptCall',
        'sendOffer',
        'sendAnswer',
        'sendCandidate',
        'sendCandidate',
        'addCandidate',
      ]
      expect([...names(caller)].sort()).toEqual([...all].sort())
      expect([...names(callee)].sort()).toEqual([...all].sort())
    })

    test(`accepting twice makes no second connection (${callerKind} calls ${calleeKind})`, async () => {
      const caller = await old(callerKind)
      const callee = await old(calleeKind)
      await roomOf(2)
      caller.say('callRemote')
      await callee.nth('callRemote')
      callee.say('acceptCall')
      callee.say('acceptCall')
      callee.say('sendCandidate', { candidate: CANDIDATE })
      await caller.nth('sendCandidate')
      expect(names(caller).filter((name) => name === 'acceptCall')).toHaveLength(1)
    })
  }
}

for (const kind of KINDS) {
  test(`a phone of today calls an old client (${kind}): the offer waits for Accept, candidates can be added`, async () => {
    const ana = await today('Ana')
    const callee = await old(kind)
    await roomOf(2, ana)
    const callId = newCallId()
    const ack = await ana.command('invite', {
      callId,
      target: { kind: 'group', group: '001' },
      video: false,
      subject: null,
    })
    expect(ack.status).toBe('ok')
    await callee.nth('callRemote')
    await ana.next('ringing')
    await ana.command('description', {
      callId,
      generation: 1,
      seq: 0,
      role: 'offer',
      answers: null,
      sdp: OFFER.sdp,
      signature: null,
    })
    const candidate = { ...CANDIDATE, sdpMid: null, sdpMLineIndex: 1, usernameFragment: null }
    await ana.command('candidates', { callId, generation: 1, seq: 1, candidates: [candidate], end: false })
    expect(names(callee)).toEqual(['callRemote'])

    callee.say('acceptCall')
    const accepted = await ana.next('accepted')
    expect(accepted.by).toMatchObject({ name: 'classic:001/1', classic: true })
    expect(await callee.nth('sendOffer')).toEqual(OFFER)
    // Without either place an old client would lose this candidate and all that follow.
    expect(await callee.nth('sendCandidate')).toEqual({ candidate: CANDIDATE.candidate, sdpMid: '1', sdpMLineIndex: 1 })
    expect(names(callee)).not.toContain('addCandidate')
    callee.say('sendAnswer', { answer: ANSWER })
    expect((await ana.next('description')).sdp).toBe(ANSWER.sdp)
    expect(await ana.next('media-state')).toMatchObject({ microphone: 'on', camera: 'off' })
    await callee.nth('addCandidate')
    callee.say('sendCandidate', { candidate: CANDIDATE })
    expect((await ana.next('candidates')).candidates).toMatchObject([CANDIDATE])
    // A second connection is nothing it knows.
    await ana.command('description', {
      callId,
      generation: 2,
      seq: 2,
      role: 'offer',
      answers: null,
      sdp: OFFER.sdp,
      signature: null,
    })
    await ana.command('hangup', { callId, reason: 'hangup' })
    expect(names(callee).filter((name) => name === 'sendOffer')).toHaveLength(1)
  })

  test(`an old client (${kind}) calls a phone of today, and closing its page ends the call`, async () => {
    const ana = await today('Ana')
    const caller = await old(kind)
    await roomOf(2, ana)
    caller.say('callRemote')
    const { callId, from, video } = await ana.next('incoming')
    expect({ classic: from.classic, video }).toEqual({ classic: true, video: true })
    caller.say('sendOffer', { offer: OFFER })
    await ana.command('accept', { callId, video: false })
    await caller.nth('acceptCall')
    expect(ana.all('description')).toEqual([])
    caller.say('sendOffer', { offer: OFFER })
    expect((await ana.next('description')).sdp).toBe(OFFER.sdp)
    await ana.command('description', {
      callId,
      generation: 1,
      seq: 0,
      role: 'answer',
      answers: 0,
      sdp: ANSWER.sdp,
      signature: null,
    })
    expect(await caller.nth('sendAnswer')).toEqual(ANSWER)
    await caller.nth('addCandidate')
    caller.close()
    expect(await ana.next('ended')).toMatchObject({ reason: 'hangup' })
  })

  test(`a phone of today gives up while an old client (${kind}) rings: its late Accept is swallowed, and it can call`, async () => {
    const ana = await today('Ana')
    const callee = await old(kind)
    await roomOf(2, ana)
    const callId = newCallId()
    await ana.command('invite', { callId, target: { kind: 'group', group: '001' }, video: false, subject: null })
    await callee.nth('callRemote')
    await ana.command('hangup', { callId, reason: 'cancelled' })
    callee.say('acceptCall')
    callee.say('callRemote')
    await ana.next('incoming')
    expect(ana.all('accepted')).toEqual([])
  })
}

test('a third member is rung, gets nothing of the call, and can call afterwards; another room hears nothing', async () => {
  const [a, b, c] = [await old('io'), await old('ws'), await old('io')]
  const elsewhere = await old('io', '002')
  await roomOf(3)
  a.say('callRemote')
  await Promise.all([b.nth('callRemote'), c.nth('callRemote')])
  // Whoever was rung would answer any offer: it goes to nobody before somebody accepted.
  a.say('sendOffer', { offer: OFFER })
  b.say('acceptCall')
  await a.nth('acceptCall')
  c.say('acceptCall')
  a.say('sendOffer', { offer: OFFER })
  await b.nth('sendOffer')
  b.say('sendAnswer', { answer: ANSWER })
  await a.nth('sendAnswer')
  a.say('sendCandidate', { candidate: CANDIDATE })
  a.say('addCandidate')
  await b.nth('addCandidate')
  expect(names(c)).toEqual(['callRemote'])
  expect(names(elsewhere)).toEqual([])
  expect(names(b).filter((name) => name === 'sendOffer')).toHaveLength(1)
  expect(names(a).filter((name) => name === 'acceptCall')).toHaveLength(1)
  b.close()
  await roomOf(2)
  c.say('callRemote')
  await a.nth('callRemote', 2)
})

test('an old client is in the directory under its room, as what it is, and its lamp follows its call', async () => {
  const ana = await today('Ana')
  const caller = await old('io')
  const callee = await old('ws')
  await roomOf(3, ana)
  const lamp = (name: string, presence: string) =>
    ana.next('directory', ({ contacts }) =>
      contacts.some((one) => one.name === name && one.kind === 'classic' && one.presence === presence),
    )
  caller.say('callRemote')
  await lamp('classic:001/1', 'in-call')
  callee.say('acceptCall')
  expect((await lamp('classic:001/2', 'in-call')).contacts.map((one) => one.name)).toContain('classic:001/2')
})

describe('hostile', () => {
  for (const kind of KINDS) {
    test(`nonsense, foreign rooms and offers into the calls of others (${kind}) do nothing, and end the connection`, async () => {
      const [a, b] = [await old('io'), await old('ws')]
      await roomOf(2)
      a.say('callRemote')
      await b.nth('callRemote')
      b.say('acceptCall')
      await a.nth('acceptCall')
      const mallory = await old(kind)
      await roomOf(3)
      mallory.say('sendOffer', { offer: OFFER })
      mallory.say('acceptCall')
      const lengthless = { length: { toString: 1, valueOf: 1 } }
      for (let index = 0; index < 25; index += 1) {
        mallory.raw({
          event: 'sendOffer',
          roomId: index % 2 ? '002' : lengthless,
          offer: { type: 'offer', sdp: lengthless },
        })
      }
      await mallory.closed
      a.say('sendOffer', { offer: OFFER })
      await b.nth('sendOffer')
      expect(names(b).filter((name) => name === 'sendOffer')).toHaveLength(1)
      expect(names(a).filter((name) => name === 'acceptCall')).toHaveLength(1)
    })

    test(`a giant message and a flood (${kind}) end their own connection only`, async () => {
      const giant = await old(kind)
      giant.say('sendOffer', { offer: { type: 'offer', sdp: 'x'.repeat(100_000) } })
      await giant.closed
      const flood = await old(kind)
      for (let index = 0; index < 400; index += 1) flood.say('sendCandidate', { candidate: CANDIDATE })
      await flood.closed
      const ana = await today('Ana')
      const honest = await old(kind)
      await roomOf(2, ana)
      honest.say('callRemote')
      expect((await ana.next('incoming')).from.classic).toBe(true)
    })
  }
})

test('nothing is left of old clients that are gone', async () => {
  const [a, b] = [await old('io'), await old('ws')]
  await roomOf(2)
  a.say('callRemote')
  await b.nth('callRemote')
  b.say('acceptCall')
  await a.nth('acceptCall')
  a.close()
  b.close()
  await expect.poll(() => rig.server.counts()).toMatchObject({ calls: 0, devices: watchers })
})
