import { expect, test } from 'vitest'

import type { HangupReason } from '../../../../src-signaling/protocol/index.ts'
import { farewellText, signInText } from '../../../../src-signaling/protocol/index.ts'
import { readFarewell } from '../../../../src-signaling/server/farewell-door.ts'
import { newCallId, newKey } from '../../../support/signaling-client.ts'

const HERE = 'localhost:7480'
const key = await newKey()
const callId = newCallId()

async function farewell(change: Record<string, unknown> = {}, text = farewellText(callId, 'hangup', HERE)) {
  const reason: HangupReason = 'hangup'
  return JSON.stringify({ publicKey: key.publicKey, signature: await key.sign(text), callId, reason, ...change })
}

test('F-29: a farewell that its device signed for this host is the hang-up of that device', async () => {
  expect(readFarewell(await farewell(), ['other:1', HERE])).toEqual({
    device: key.device,
    payload: { callId, reason: 'hangup' },
  })
})

test.each([
  ['another call than was signed', { callId: newCallId() }],
  ['another reason than was signed', { reason: 'cancelled' }],
  ['the key of another device', { publicKey: (await newKey()).publicKey }],
  ['a key that is no point of the curve', { publicKey: `BA${'A'.repeat(85)}` }],
  ['a reason that no phone may give', { reason: 'declined' }],
  ['one word more', { device: key.device }],
])('S-01: a farewell with %s is nobody’s', async (_what, change) => {
  expect(readFarewell(await farewell(change), [HERE])).toBeNull()
})

test('S-01: a signature for another host, or for a sign-in, is no farewell here', async () => {
  expect(readFarewell(await farewell(), ['other:1'])).toBeNull()
  expect(readFarewell(await farewell({}, signInText(callId, HERE)), [HERE])).toBeNull()
})

test.each(['', '{', '[]', 'null', '{"__proto__":{}}'])('S-33: %j is no farewell', (body) => {
  expect(readFarewell(body, [HERE])).toBeNull()
})
