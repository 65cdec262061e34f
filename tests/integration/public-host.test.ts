import type { Socket } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { readInvitation } from '../../src-signaling/protocol/index.ts'
import type { ServerRig } from '../support/server-rig.ts'
import { serverRig } from '../support/server-rig.ts'
import { connectPhone, openSocket, wholeCall } from '../support/signaling-client.ts'
import type { PublicCertificate, TlsProxy } from '../support/tls-proxy.ts'
import { publicCertificate, tlsProxy } from '../support/tls-proxy.ts'

/* A host behind a TLS proxy whose certificate an authority gave: no pin, verified like any other. */
let certificate: PublicCertificate
let proxy: TlsProxy
let rig: ServerRig
beforeAll(async () => {
  certificate = await publicCertificate()
  proxy = await tlsProxy(certificate)
  rig = await serverRig({ behindProxy: true, publicUrl: proxy.url })
  proxy.leadTo(rig.server.ports.lan)
})
afterAll(async () => {
  await rig.close()
  await proxy.close()
})

const next = (socket: Socket, event: 'connect_error' | 'challenge') =>
  new Promise<unknown>((resolve) => socket.once(event, resolve))
const trusting = () => ({ ca: certificate.ca, rejectUnauthorized: true })

test('two devices that trust its authority join through it and call each other', async () => {
  const url = proxy.url.origin
  const [ana, ben] = [
    await connectPhone(url, 'Ana', { socket: trusting() }),
    await connectPhone(url, 'Ben', { socket: trusting() }),
  ]
  await wholeCall(ana, ben)
  expect(rig.server.counts()).toMatchObject({ calls: 0, devices: 2 })
  for (const phone of [ana, ben]) phone.close()
})

test('a device that does not know the authority sends it nothing', async () => {
  const socket = openSocket(proxy.url.origin, { rejectUnauthorized: true })
  const error = (await next(socket, 'connect_error')) as Error & { readonly description?: { readonly error?: Error } }
  expect(String(error.description?.error?.message)).toMatch(/unable to verify|self-signed/)
  socket.disconnect()
})

test('the public address is in the invitation, without a pin', () => {
  const { invite, lanUrls, pin } = rig.server
  expect(pin).toBeNull()
  expect(lanUrls).toEqual([proxy.url.href])
  expect(readInvitation(invite, (text) => Buffer.from(text, 'base64url').toString())).toMatchObject({
    invitation: { addresses: ['localhost'], port: Number(proxy.url.port), pin: null, office: 'Studio North' },
  })
})

test.each([
  ['S-20: a page of another site', { Origin: 'https://evil.example' }],
  ['S-20: the page under the scheme of the door behind the proxy', { Origin: 'http://localhost' }],
  ['S-21: another name', { Host: 'evil.example' }],
])('%s does not get through', async (_what, extraHeaders) => {
  const socket = openSocket(proxy.url.origin, { ...trusting(), extraHeaders })
  await next(socket, 'connect_error')
  expect(socket.connected).toBe(false)
  socket.disconnect()
})

test('the page of the public address itself gets through', async () => {
  const socket = openSocket(proxy.url.origin, { ...trusting(), extraHeaders: { Origin: proxy.url.origin } })
  await next(socket, 'challenge')
  expect(socket.connected).toBe(true)
  socket.disconnect()
})
