import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { readInvitation } from '../../src-signaling/protocol/index.ts'
import { HostError } from '../../src-signaling/server/host-error.ts'
import type { ServerRig } from '../support/server-rig.ts'
import { serverRig } from '../support/server-rig.ts'
import { connectPhone, wholeCall } from '../support/signaling-client.ts'

let folder: string
const rigs: ServerRig[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ringdown-doors-'))
})
afterEach(async () => {
  for (const rig of rigs.splice(0)) await rig.close()
  await rm(folder, { recursive: true, force: true })
})
async function start(options: Parameters<typeof serverRig>[0] = {}): Promise<ServerRig> {
  const rig = await serverRig({ dataDir: join(folder, 'data'), ...options })
  rigs.push(rig)
  return rig
}

interface Answer {
  readonly code: number
  readonly location: string | undefined
  readonly certificate: string | undefined
}

function ask(url: string, headers: Record<string, string> = {}): Promise<Answer> {
  const send = url.startsWith('https') ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const request = send(url, { headers, rejectUnauthorized: false }, (response) => {
      response.resume()
      const { socket } = response
      const certificate =
        'getPeerCertificate' in socket ? (socket as TLSSocket).getPeerCertificate().fingerprint256 : undefined
      resolve({ code: response.statusCode ?? 0, location: response.headers.location, certificate })
    })
    request.on('error', reject)
    request.end()
  })
}

describe('the TLS door', () => {
  test('S-02: a self-signed P-256 certificate is made once and kept across restarts; its pin is in the invitation', async () => {
    const first = await start()
    const { pin, invite, ports } = first.server
    const answer = await ask(`https://127.0.0.1:${ports.lan}/`)
    expect(answer.code).toBe(200)
    expect(Buffer.from(answer.certificate?.replaceAll(':', '') ?? '', 'hex').toString('base64url')).toBe(pin)
    const invitation = readInvitation(invite, (text) => Buffer.from(text, 'base64url').toString())
    expect(invitation).toMatchObject({ status: 'ok', invitation: { pin, port: ports.lan, office: 'Studio North' } })
    await first.server.close()
    expect((await start()).server.pin).toBe(pin)
  })

  test('the key of the certificate is for its owner only', async () => {
    const rig = await start()
    expect((await stat(join(rig.dataDir, 'host.key'))).mode & 0o077).toBe(0)
    expect((await stat(rig.dataDir)).mode & 0o077).toBe(0)
  })

  test('plain HTTP on the TLS port is sent to https', async () => {
    const { ports } = (await start()).server
    const answer = await ask(`http://127.0.0.1:${ports.lan}/#room=1`)
    expect(answer).toMatchObject({ code: 308, location: `https://127.0.0.1:${ports.lan}/` })
  })

  test('S-01: through it a device signs host and port, or the pin; both doors are one office', async () => {
    const rig = await start()
    const { ports, pin } = rig.server
    const ana = await rig.phone('Ana')
    const url = `https://127.0.0.1:${ports.lan}/`
    const byHost = await connectPhone(url, 'Ben')
    const byPin = await connectPhone(url, 'Cy', { serverIdentity: pin ?? '' })
    await wholeCall(byHost, ana)
    await wholeCall(ana, byPin)
    expect(rig.server.counts().calls).toBe(0)
    byHost.close()
    byPin.close()
  })

  test('S-01: at the loopback door the pin is no identity', async () => {
    const rig = await start()
    await expect(rig.phone('Ana', { serverIdentity: rig.server.pin ?? '' })).rejects.toThrow('signature')
  })

  test('S-21: a foreign Host is misdirected there too', async () => {
    const { ports } = (await start()).server
    expect(await ask(`https://127.0.0.1:${ports.lan}/`, { Host: 'evil.example' })).toMatchObject({ code: 421 })
  })
})

describe('behind a proxy', () => {
  const publicUrl = new URL('https://phone.example/')

  test('the door speaks plain HTTP for the public name only, and the invitation has no pin', async () => {
    const rig = await start({ behindProxy: true, publicUrl })
    const { ports, invite, pin } = rig.server
    expect(pin).toBeNull()
    expect(readInvitation(invite, (text) => Buffer.from(text, 'base64url').toString())).toMatchObject({
      invitation: { addresses: ['phone.example'], port: 443, pin: null },
    })
    const url = `http://127.0.0.1:${ports.lan}/`
    expect(await ask(url, { Host: 'phone.example', 'X-Forwarded-For': '10.1.2.3' })).toMatchObject({ code: 200 })
    expect(await ask(url)).toMatchObject({ code: 421 })
  })
})

describe('accidents', () => {
  test('a port in use is a sentence, and what was opened before is closed again', async () => {
    const { ports } = (await start()).server
    const second = serverRig({ dataDir: join(folder, 'other'), localPort: ports.local })
    await expect(second).rejects.toMatchObject({ problem: 'port-in-use' })
    await start({ dataDir: join(folder, 'other') })
  })

  test('two hosts on one data folder: the second is refused with a sentence', async () => {
    await start()
    await expect(serverRig({ dataDir: join(folder, 'data') })).rejects.toThrow(
      /Another host \(process \d+\) uses the data folder/,
    )
  })

  test('a data folder that cannot be made is a sentence', async () => {
    await writeFile(join(folder, 'file'), '')
    const failed = serverRig({ dataDir: join(folder, 'file', 'data') })
    await expect(failed).rejects.toBeInstanceOf(HostError)
    await expect(failed).rejects.toMatchObject({ problem: 'data-folder' })
  })

  test('F-56 C-37: a damaged certificate is set aside as .bad, its last good copy is used, and it is said', async () => {
    const first = await start()
    await first.server.close()
    await writeFile(join(folder, 'data', 'host.crt'), 'torn')
    const again = await start()
    expect(again.server.pin).toBe(first.server.pin)
    expect(again.sentences.join()).toContain('host.crt.bad')
    expect(await readFile(join(folder, 'data', 'host.crt.bad'), 'utf8')).toBe('torn')
  })

  test('F-56: a damaged list of people is set aside as .bad, and the office opens', async () => {
    await mkdir(join(folder, 'data'), { recursive: true })
    await writeFile(join(folder, 'data', 'people.json'), '{"version":1,"people":[{"id":')
    const rig = await start()
    expect(rig.sentences.join()).toContain('people.json.bad')
    await rig.phone('Ana')
  })

  test('a certificate of one’s own that does not fit its key is refused, not replaced', async () => {
    const rig = await start()
    await writeFile(join(folder, 'other.key'), await readFile(join(rig.dataDir, 'host.key')))
    await writeFile(join(folder, 'other.crt'), 'not a certificate')
    const cert = { certificateFile: join(folder, 'other.crt'), keyFile: join(folder, 'other.key') }
    await expect(serverRig({ dataDir: join(folder, 'third'), cert })).rejects.toMatchObject({ problem: 'certificate' })
  })
})
