import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer as createPlainServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer as createTlsServer } from 'node:tls'

import { expect, onTestFinished, test } from 'vitest'

import { pinnedAgent } from '../../src-main/office/pinned-agent.ts'
import { readCertificate } from '../../src-main/office/read-certificate.ts'
import { ownCertificate } from '../../src-signaling/server/certificate.ts'
import { isWelcome, watchedLine } from '../support/line-rig.ts'
import { serverRig } from '../support/server-rig.ts'
import { newKey } from '../support/signaling-client.ts'

const WRONG = 'A'.repeat(43)
const key = await newKey()

/** Certificates are made in a folder that is removed afterwards. */
async function newCertificate() {
  const folder = await mkdtemp(join(tmpdir(), 'ringdown-pin-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return ownCertificate(folder, () => {})
}

/** A TLS server that counts what it can read, which is what a host would see of HTTP. */
async function countingServer() {
  const certificate = await newCertificate()
  const counts = { connections: 0, bytes: 0 }
  const server = createTlsServer(
    { cert: certificate.certificate, key: certificate.key, minVersion: 'TLSv1.3' },
    (socket) => {
      socket.on('data', (data) => (counts.bytes += data.length))
      socket.on('error', () => {})
    },
  )
  server.on('connection', () => (counts.connections += 1))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { counts, pin: certificate.pin, port: (server.address() as AddressInfo).port }
}

test('E-14: with the wrong pin not one byte of HTTP is sent, and it is said', async () => {
  const { counts, port } = await countingServer()
  const said = new Promise((resolve) => {
    const line = watchedLine(key, {
      name: 'Ana',
      address: () => ({ url: `https://127.0.0.1:${port}`, serverIdentity: WRONG }),
      agent: pinnedAgent(WRONG, (error) => {
        line.close()
        resolve(error.seen)
      }),
    })
  })
  expect(await said).not.toBe(WRONG)
  await expect.poll(() => counts.connections).toBe(1)
  expect(counts.bytes).toBe(0)
})

test('E-14: after a refusal the right pin connects at once: no verdict is kept', async () => {
  const rig = await serverRig({ host: '127.0.0.1' })
  onTestFinished(rig.close)
  const { pin, ports } = rig.server
  const url = `https://127.0.0.1:${ports.lan}`
  const refused = new Promise<void>((resolve) => {
    const line = watchedLine(key, {
      name: 'Ana',
      address: () => ({ url, serverIdentity: WRONG }),
      agent: pinnedAgent(WRONG, () => {
        line.close()
        resolve()
      }),
    })
  })
  await refused
  const line = watchedLine(key, {
    name: 'Ana',
    address: () => ({ url, serverIdentity: pin ?? '' }),
    agent: pinnedAgent(pin ?? '', () => {}),
  })
  onTestFinished(line.close)
  expect(await line.next(isWelcome)).toMatchObject({ welcome: { self: { name: 'Ana' } } })
})

test('S-02: the certificate of a host without pin is read without a byte of HTTP', async () => {
  const { counts, pin, port } = await countingServer()
  expect(await readCertificate('127.0.0.1', port)).toEqual({ status: 'read', pin, trusted: false })
  expect(counts.bytes).toBe(0)
})

test('something that is no TLS host, and nothing at all, are told apart', async () => {
  const plain = createPlainServer((socket) => {
    socket.on('error', () => {})
    socket.write('SSH-2.0-OpenSSH\r\n')
    socket.destroySoon()
  })
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
  const { port } = plain.address() as AddressInfo
  expect(await readCertificate('127.0.0.1', port)).toEqual({ status: 'failed', problem: 'no-tls' })
  await new Promise((resolve) => plain.close(resolve))
  expect(await readCertificate('127.0.0.1', port)).toEqual({ status: 'failed', problem: 'unreachable' })
})
