import { expect, onTestFinished, test } from 'vitest'

import type { AttackRig } from '../../support/attack-rig.ts'
import { attackRig } from '../../support/attack-rig.ts'
import { ioClient, wsClient } from '../../support/classic-clients.ts'
import type { RawClient } from '../../support/raw-client.ts'
import { OPCODE, frame, handshake, rawClient, rawWebSocket, whenHeard } from '../../support/raw-client.ts'
import { sized } from '../../support/within.ts'

const ENGINE = '/socket.io/?EIO=4&transport=websocket'
/** Once for each last word. */
const ROUNDS = sized(6, 60)

async function rigOfTest(): Promise<AttackRig> {
  const rig = await attackRig()
  onTestFinished(rig.end)
  return rig
}

/** A client of the Socket.IO door that has joined a room. */
async function joined(port: number): Promise<RawClient> {
  const client = await rawWebSocket({ port }, ENGINE)
  client.write(frame(OPCODE.text, '40'))
  await whenHeard(client, 'connectionSuccess')
  client.write(frame(OPCODE.text, '42["joinRoom","r1"]'))
  return client
}

test('A-1: what comes in one piece with a goodbye ends that connection only, whatever it says', async () => {
  const rig = await rigOfTest()
  const { io, ws, local } = rig.ports
  const last = ['callRemote', 'acceptCall', 'addCandidate', 'sendOffer', 'joinRoom', 'nothing']
  for (let round = 0; round < ROUNDS; round += 1) {
    const event = last[round % last.length]
    const old = await joined(io)
    old.write(
      Buffer.concat([frame(OPCODE.text, '41'), frame(OPCODE.text, `42["${event}",{"roomId":"r1","offer":{}}]`)]),
    )

    const plain = await rawWebSocket({ port: ws }, '/')
    plain.write(frame(OPCODE.text, JSON.stringify({ event: 'joinRoom', roomId: 'r1' })))
    plain.write(Buffer.concat([frame(OPCODE.close), frame(OPCODE.text, JSON.stringify({ event, roomId: 'r1' }))]))

    const today = await rawWebSocket({ port: local }, ENGINE)
    today.write(
      Buffer.concat([frame(OPCODE.text, '40'), frame(OPCODE.text, '41'), frame(OPCODE.text, '42["sign-in",{}]')]),
    )
    await Promise.all([old, plain, today].map(({ closed }) => closed))
  }
  expect(rig.isAlive()).toBe(true)
  await rig.expectBack(60)
})

test('A-1: a goodbye while a call of an old client rings, and words after it, leave nothing behind', async () => {
  const rig = await rigOfTest()
  const callee = await wsClient(rig.ports.ws, 'r1')
  for (let round = 0; round < 5; round += 1) {
    const caller = await joined(rig.ports.io)
    caller.write(
      Buffer.concat(
        ['42["callRemote","r1"]', '41', '42["callRemote","r1"]', '42["joinRoom","r1"]'].map((text) =>
          frame(OPCODE.text, text),
        ),
      ),
    )
    await caller.closed
  }
  await callee.nth('callRemote')
  callee.close()
  expect(rig.isAlive()).toBe(true)
  await rig.expectBack(60)
})

test('A-7, S-21: a classic door answers to the names of this machine only, from any page', async () => {
  const rig = await rigOfTest()
  const { io, ws } = rig.ports
  const polling = (host: string) =>
    `GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://evil.example\r\n\r\n`
  const cases = [
    { port: io, request: polling('evil.example'), answer: '421' },
    { port: io, request: handshake('evil.example', ENGINE), answer: '421' },
    { port: ws, request: handshake('evil.example', '/'), answer: '421' },
    { port: io, request: polling(`127.0.0.1:${io}`), answer: '200' },
    { port: ws, request: handshake(`localhost:${ws}`, '/', 'Origin: http://evil.example\r\n'), answer: '101' },
  ]
  for (const { port, request, answer } of cases) {
    const client = await rawClient({ port })
    client.write(request)
    await whenHeard(client, 'HTTP/1.1 ')
    expect(client.heard()).toContain(`HTTP/1.1 ${answer}`)
    client.socket.destroy()
  }
})

test('A-7: silence does not shut a classic door: who comes and joins gets in, and the silent are closed', async () => {
  const rig = await rigOfTest()
  const { io, ws } = rig.ports
  const silent = await Promise.all([
    ...Array.from({ length: 70 }, () => rawWebSocket({ port: ws }, '/')),
    ...Array.from({ length: 70 }, () => rawWebSocket({ port: io }, ENGINE)),
  ])
  const [one, other] = [await wsClient(ws, 'r1'), await ioClient(io, 'r1')]
  other.say('callRemote')
  await one.nth('callRemote')
  const times = await Promise.all(silent.map(({ closed }) => closed))
  expect(Math.max(...times)).toBeLessThan(25_000)
  one.close()
  other.close()
  await rig.expectBack(60)
})

test('A-7: who is called by an old client is called six times a minute, however often it connects anew', async () => {
  const rig = await rigOfTest()
  const callee = await wsClient(rig.ports.ws, 'r1')
  for (let round = 0; round < 30; round += 1) {
    const caller = round % 2 ? await wsClient(rig.ports.ws, 'r1') : await ioClient(rig.ports.io, 'r1')
    caller.say('callRemote')
    caller.close()
    await caller.closed
  }
  expect(callee.seen.filter(([name]) => name === 'callRemote').length).toBeLessThanOrEqual(6)
})

test('A-7, A-4: a flood of pings or of empty frames at a classic door ends its own connection', async () => {
  const rig = await rigOfTest()
  for (const opcode of [OPCODE.ping, OPCODE.pong, OPCODE.continuation, OPCODE.text]) {
    const client = await rawWebSocket({ port: rig.ports.ws }, '/')
    const many = Buffer.concat(Array.from({ length: 5_000 }, () => frame(opcode)))
    client.write(many)
    expect(await client.closed).toBeLessThan(10_000)
  }
  await rig.expectBack(60)
})
