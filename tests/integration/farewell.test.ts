import { request as httpRequest } from 'node:http'

import type { TestContext } from 'vitest'
import { expect, test } from 'vitest'

import type { HangupReason } from '../../src-signaling/protocol/index.ts'
import { FAREWELL_PATH, farewellText } from '../../src-signaling/protocol/index.ts'
import type { ServerOptions } from '../../src-signaling/server/create-server.ts'
import { serverRig } from '../support/server-rig.ts'
import type { TestKey } from '../support/signaling-client.ts'
import { newCallId, newKey } from '../support/signaling-client.ts'

/** Ana calls Ben, and it rings. */
async function ringing({ onTestFinished }: Pick<TestContext, 'onTestFinished'>, options: Partial<ServerOptions> = {}) {
  const rig = await serverRig(options)
  onTestFinished(rig.close)
  const [ana, ben] = [await rig.phone('Ana'), await rig.phone('Ben')]
  const callId = newCallId()
  const target = { kind: 'contact', contact: ben.contact } as const
  expect(await ana.command('invite', { callId, target, video: false, subject: null })).toMatchObject({ status: 'ok' })
  await ben.next('incoming')
  const { host, origin } = new URL(rig.server.url)

  /** What a browser posts for the page of this device. @returns the status code */
  async function post(
    key: TestKey,
    reason: HangupReason,
    change: { origin?: string; publicKey?: string; body?: (said: string) => string } = {},
  ) {
    const signature = await key.sign(farewellText(callId, reason, host))
    const said = JSON.stringify({ publicKey: change.publicKey ?? key.publicKey, signature, callId, reason })
    const body = change.body?.(said) ?? said
    return new Promise<number | undefined>((resolve, reject) => {
      const headers = { Origin: change.origin ?? origin, 'Content-Length': Buffer.byteLength(body) }
      const request = httpRequest(new URL(FAREWELL_PATH, rig.server.url), { method: 'POST', headers }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      request.on('error', reject)
      request.end(body)
    })
  }
  return { server: rig.server, ana, ben, callId, post }
}

test('F-29: the farewell of a page whose line is lost already ends its ring at once', async (context) => {
  const { ana, ben, callId, post } = await ringing(context)
  ana.socket.io.engine.close()
  await ben.next('directory', ({ contacts }) =>
    contacts.some(({ id, reason }) => id === ana.contact && reason === 'lost'),
  )
  expect(await post(ana.key, 'cancelled')).toBe(204)
  expect(await ben.next('ended')).toMatchObject({ callId, reason: 'cancelled' })
})

test('F-29: a farewell ends a call while talking, and said again on the socket it has no second effect (R-7)', async (context) => {
  const { ana, ben, callId, post } = await ringing(context)
  await ben.command('accept', { callId, video: false })
  expect(await post(ben.key, 'hangup')).toBe(204)
  expect(await ana.next('ended')).toMatchObject({ callId, reason: 'hangup' })
  expect(await ben.command('hangup', { callId, reason: 'hangup' })).toEqual({ status: 'gone' })
  expect(ana.all('ended')).toHaveLength(1)
})

test('S-30: what is no farewell of a party of the call is answered alike, and changes nothing', async (context) => {
  const { server, ana, ben, post } = await ringing(context)
  expect(await post(await newKey(), 'hangup')).toBe(204)
  expect(await post(await newKey(), 'cancelled', { publicKey: ana.key.publicKey })).toBe(204)
  expect(await post(ana.key, 'cancelled', { origin: 'https://elsewhere.example' })).toBe(204)
  expect(await post(ana.key, 'cancelled', { origin: 'null' })).toBe(204)
  expect(await post(ana.key, 'cancelled', { body: (said) => said.slice(1) })).toBe(204)
  expect(await post(ana.key, 'cancelled', { body: (said) => said.padEnd(1_025) })).toBe(204)
  expect(server.counts().calls).toBe(1)
  expect(await post(ana.key, 'cancelled', { body: (said) => said.padEnd(1_024) })).toBe(204)
  await ben.next('ended')
  expect(server.counts().calls).toBe(0)
})

test('S-34: an address that says farewell too often is not heard, and not told so', async (context) => {
  const { server, ana, post } = await ringing(context, { limits: { farewells: { burst: 1, perSecond: 0.001 } } })
  expect(await post(await newKey(), 'hangup')).toBe(204)
  expect(await post(ana.key, 'cancelled')).toBe(204)
  expect(server.counts().calls).toBe(1)
})
