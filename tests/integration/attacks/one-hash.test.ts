import { request as httpRequest } from 'node:http'

import { expect, onTestFinished, test } from 'vitest'

import { FAREWELL_PATH, farewellText } from '../../../src-signaling/protocol/index.ts'
import { attackRig } from '../../support/attack-rig.ts'
import { textOfOneHash } from '../../support/one-hash.ts'
import { connectPhone, newKey } from '../../support/signaling-client.ts'
import { sized } from '../../support/within.ts'

/** So many ids of one hash; every one once made each further one slower. */
const IDS = sized(3_000, 9_500)
/** Hang-ups that one connection may send at once. */
const AT_ONCE = 150

test('A-2: hang-ups for thousands of ids of one hash cost what others cost: nobody notices', async () => {
  const rig = await attackRig()
  onTestFinished(rig.end)
  let sent = 0
  for (let round = 0; sent < IDS; round += 1) {
    const url = round % 2 ? rig.url : `https://127.0.0.1:${rig.ports.lan}/`
    const eve = await connectPhone(url, `Eve ${'abcdefghijklmnopqrstuvwxyz'[round % 26]}`, { lasting: false })
    const ids = Array.from({ length: AT_ONCE }, (_, n) => textOfOneHash(sent + n))
    const answers = await Promise.all(ids.map((callId) => eve.command('hangup', { callId, reason: 'hangup' })))
    expect(answers.every(({ status }) => status === 'gone')).toBe(true)
    sent += AT_ONCE
    eve.close()
  }
  await rig.expectBack(100)
})

test('A-2: farewells for ids of one hash, of a device that is listed, cost what others cost', async () => {
  const rig = await attackRig()
  onTestFinished(rig.end)
  const key = await newKey()
  const eve = await connectPhone(rig.url, 'Eve', { key })
  const { host, origin } = new URL(rig.url)
  async function farewell(callId: string): Promise<number | undefined> {
    const signature = await key.sign(farewellText(callId, 'hangup', host))
    const body = JSON.stringify({ publicKey: key.publicKey, signature, callId, reason: 'hangup' })
    return new Promise((resolve, reject) => {
      const headers = { Origin: origin, 'Content-Length': Buffer.byteLength(body) }
      const request = httpRequest(new URL(FAREWELL_PATH, rig.url), { method: 'POST', headers }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      request.on('error', reject)
      request.end(body)
    })
  }
  const said = sized(200, 2_000)
  for (let n = 0; n < said; n += 20) {
    const codes = await Promise.all(Array.from({ length: 20 }, (_, more) => farewell(textOfOneHash(n + more))))
    expect(new Set(codes)).toEqual(new Set([204]))
  }
  eve.close()
  await rig.expectBack(100)
})
