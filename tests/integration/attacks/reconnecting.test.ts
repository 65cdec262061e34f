import { expect, onTestFinished, test } from 'vitest'

import { DEFAULT_LIMITS } from '../../../src-signaling/server/limits.ts'
import { ATTACK_MS, attackRig } from '../../support/attack-rig.ts'
import { connectPhone, newCallId, newKey } from '../../support/signaling-client.ts'

test('A-8: the speed of a device is remembered for a minute after its last socket, of 20,000 devices', () => {
  expect(DEFAULT_LIMITS).toMatchObject({ guardKept: 60_000, guards: 20_000, socketsPerAddress: 500 })
  expect(DEFAULT_LIMITS.arrivalsPerAddress).toEqual({ burst: 1_000, perSecond: 20 })
})

test('A-8: whoever connects anew is who they were: six rings a minute at one person, however many connections', async () => {
  const rig = await attackRig()
  onTestFinished(rig.end)
  const lan = `https://127.0.0.1:${rig.ports.lan}/`
  const ben = await connectPhone(rig.url, 'Ben', { lasting: false })
  const key = await newKey()
  const answers: string[] = []
  const until = performance.now() + ATTACK_MS
  for (let round = 0; round < 60 && performance.now() < until; round += 1) {
    const eve = await connectPhone(lan, 'Eve', { key })
    const callId = newCallId()
    const target = { kind: 'contact', contact: ben.contact } as const
    // What it was refused on earlier lines counts too: the third time it is closed.
    const ringing = eve.command('invite', { callId, target, video: false, subject: null })
    answers.push(
      await ringing.then(
        ({ status }) => status,
        () => 'closed',
      ),
    )
    await eve.command('hangup', { callId, reason: 'cancelled' }).catch(() => {})
    eve.socket.io.engine.close()
  }
  expect(answers.length).toBeGreaterThan(8)
  expect(answers.filter((status) => !['limited', 'closed'].includes(status)).length).toBeLessThanOrEqual(7)
  ben.close()
  await rig.expectBack(80)
})
