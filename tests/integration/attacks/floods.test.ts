import { expect, onTestFinished, test } from 'vitest'
import type { WebSocket } from 'ws'

import { DEFAULT_LIMITS } from '../../../src-signaling/server/limits.ts'
import type { AttackRig } from '../../support/attack-rig.ts'
import { ATTACK_MS, attackRig } from '../../support/attack-rig.ts'
import type { RawClient } from '../../support/raw-client.ts'
import { OPCODE, frame, rawWebSocket } from '../../support/raw-client.ts'
import type { TestPhone } from '../../support/signaling-client.ts'
import { connectPhone, newCallId } from '../../support/signaling-client.ts'

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
  expect(DEFAULT_LIMITS).toMatchObject({ frames: { burst: 1_000, perSecond: 100 }, unsentBytes: 1_048_576 })
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

test('A-4: who is sent more than he reads is closed, and the host keeps no more than its bound for him', async () => {
  const rig = await rigOfTest()
  const before = await rig.usage()
  const PAIRS = 10
  const sdp = 'x'.repeat(30_000)
  async function pair(index: number): Promise<void> {
    const [talks, reads] = [
      await connectPhone(rig.url, `Talks ${'abcdefghij'[index]}`, { lasting: false }),
      await connectPhone(rig.url, `Listens ${'abcdefghij'[index]}`, { lasting: false }),
    ]
    const callId = newCallId()
    const target = { kind: 'contact', contact: reads.contact } as const
    await talks.command('invite', { callId, target, video: false, subject: null })
    await reads.command('accept', { callId, video: false })
    stopReading(reads)
    const until = performance.now() + ATTACK_MS
    for (let seq = 0; performance.now() < until && talks.socket.connected; seq += 1) {
      const said = { callId, generation: 1, seq, role: 'offer' as const, answers: null, sdp, signature: null }
      await talks.command('description', said).catch(() => {})
    }
    talks.close()
    reads.close()
  }
  await Promise.all(Array.from({ length: PAIRS }, (_, index) => pair(index)))
  const { memory } = await rig.usage()
  expect(memory - before.memory).toBeLessThan(100)
  await rig.expectBack(80)
})
