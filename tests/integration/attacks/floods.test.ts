import { expect, onTestFinished, test } from 'vitest'
import type { WebSocket } from 'ws'

import { DEFAULT_LIMITS } from '../../../src-signaling/server/limits.ts'
import type { AttackRig } from '../../support/attack-rig.ts'
import { ATTACK_MS, attackRig } from '../../support/attack-rig.ts'
import type { RawClient } from '../../support/raw-client.ts'
import { OPCODE, frame, rawWebSocket } from '../../support/raw-client.ts'
import { serverRig } from '../../support/server-rig.ts'
import type { TestPhone } from '../../support/signaling-client.ts'
import { newCallId, wholeCall } from '../../support/signaling-client.ts'

async function rigOfTest(): Promise<AttackRig> {
  const rig = await attackRig()
  onTestFinished(rig.end)
  return rig
}

/** Writes as fast as the other side takes it, until it closes or the time is over. @returns MB sent */
function flood(client: RawClient, piece: Buffer): Promise<number> {
  const until = performance.now() + ATTACK_MS
  let sent = 0
  let isOpen = true
  void client.closed.then(() => (isOpen = false))
  return new Promise((resolve) => {
    const more = () => {
      if (!isOpen || performance.now() > until) return resolve(sent / 1_048_576)
      sent += piece.length
      client.socket.write(piece, () => setImmediate(more))
    }
    void client.closed.then(() => resolve(sent / 1_048_576))
    more()
  })
}

const many = (piece: Buffer): Buffer => Buffer.concat(Array.from({ length: 2_000 }, () => piece))

test('A-4: the bounds of what is heard and said, by default', () => {
  expect(DEFAULT_LIMITS).toMatchObject({ frames: { burst: 1_000, perSecond: 120 }, unsentBytes: 1_048_576 })
})

const FLOODS = [
  ['pings that are not listened to', many(frame(OPCODE.ping, 'x'.repeat(125)))],
  ['empty pings', many(frame(OPCODE.ping))],
  ['pongs', many(frame(OPCODE.pong, 'x'))],
  [
    'pieces of one message without end',
    Buffer.concat([frame(OPCODE.text, '4', false), many(frame(OPCODE.continuation, '', false))]),
  ],
  ['empty texts', many(frame(OPCODE.text))],
  ['pongs of Engine.IO', many(frame(OPCODE.text, '3'))],
] as const

test.each(FLOODS)('A-4: %s end their own connection, cost no memory, and nobody else notices', async (_name, piece) => {
  const rig = await rigOfTest()
  const before = await rig.usage()
  const doors = [{ port: rig.ports.local }, { port: rig.ports.lan, tls: true }]
  const clients = await Promise.all([...doors, ...doors].map((door) => rawWebSocket(door)))
  for (const client of clients) client.socket.pause()
  const sent = await Promise.all(clients.map((client) => flood(client, piece)))
  const { memory } = await rig.usage()
  process.stdout.write(
    `    sent ${Math.round(sent.reduce((a, b) => a + b))} MB, memory ${Math.round(memory - before.memory)} MB more\n`,
  )
  expect(memory - before.memory).toBeLessThan(100)
  await Promise.all(clients.map(({ closed }) => closed))
  await rig.expectBack(80)
})

/** Reads nothing more. */
function stopReading({ socket }: TestPhone): void {
  const { transport } = socket.io.engine as unknown as { readonly transport: { readonly ws: WebSocket } }
  transport.ws.pause()
}

test('A-4: who is sent more than he reads is closed, and only he', async () => {
  const noRate = { burst: 1e9, perSecond: 1e9 }
  const rig = await serverRig({ limits: { messages: noRate } })
  onTestFinished(rig.close)
  const [ana, ben, eve] = [await rig.phone('Ana'), await rig.phone('Ben'), await rig.phone('Eve')]
  const callId = newCallId()
  const target = { kind: 'contact', contact: eve.contact } as const
  await ana.command('invite', { callId, target, video: false, subject: null })
  await eve.command('accept', { callId, video: false })
  stopReading(eve)
  const sdp = 'x'.repeat(30_000)
  /** What the kernels of both ends take is much less. */
  const MOST = 2_000
  let seq = 0
  for (; seq < MOST && rig.server.counts().devices === 3; seq += 1) {
    const said = { callId, generation: 1, seq, role: 'offer' as const, answers: null, sdp, signature: null }
    await ana.command('description', said)
  }
  expect(seq).toBeLessThan(MOST)
  await ana.command('hangup', { callId, reason: 'hangup' })
  await wholeCall(ana, ben)
  await wholeCall(ben, ana)
})

test('A-4: a welcome may be longer than what may wait', async () => {
  const rig = await serverRig({ limits: { unsentBytes: 300 } })
  onTestFinished(rig.close)
  const ana = await rig.phone('Ana')
  expect(JSON.stringify(ana.welcome).length).toBeGreaterThan(300)
  expect(await ana.command('join-group', { group: 'a' })).toEqual({ status: 'ok' })
})
