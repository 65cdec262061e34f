import { createHash, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'

import { generate } from 'selfsigned'

/** An authority of the test, and the certificate that it gave for `localhost`. */
export interface PublicCertificate {
  /** PEM: what a client has to trust. */
  readonly ca: string
  readonly certificate: string
  readonly key: string
  /** SHA-256 of the certificate's public key, base64: what Chromium can be told to trust. */
  readonly spki: string
}

export async function publicCertificate(): Promise<PublicCertificate> {
  const common = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const
  const ca = await generate([{ name: 'commonName', value: 'Ringdown test authority' }], {
    ...common,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  })
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...common,
    ca: { key: ca.private, cert: ca.cert },
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
    ],
  })
  const { publicKey } = new X509Certificate(cert)
  const spki = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64')
  return { ca: ca.cert, certificate: cert, key, spki }
}

export interface TlsProxy {
  readonly url: URL
  /** The door that it stands in front of, once there is one. */
  leadTo(port: number): void
  close(): Promise<void>
}

/** What stands in front of a host with `--behind-proxy`: TLS with a public certificate, Host kept, X-Forwarded-For added. */
export async function tlsProxy({ certificate, key }: PublicCertificate): Promise<TlsProxy> {
  let door = 0
  const open = new Set<{ destroy(): void }>()
  const proxy = createServer({ cert: certificate, key })
  const pass = (incoming: IncomingMessage) => {
    const { method, url, headers, socket } = incoming
    const forwarded = { ...headers, 'x-forwarded-for': socket.remoteAddress ?? '' }
    return request({ host: '127.0.0.1', port: door, method, path: url, headers: forwarded })
  }
  proxy.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  proxy.on('request', (incoming, answer) => {
    const onward = pass(incoming)
    onward.once('response', (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers)
      response.pipe(answer)
    })
    onward.once('error', () => answer.destroy())
    incoming.pipe(onward)
  })
  proxy.on('upgrade', (incoming, client, first) => {
    const onward = pass(incoming)
    client.on('error', () => onward.destroy())
    onward.once('error', () => client.destroy())
    onward.once('response', () => client.destroy())
    onward.once('upgrade', (response, server, rest) => {
      const lines = response.rawHeaders.flatMap((name, at, all) => (at % 2 === 0 ? [`${name}: ${all[at + 1]}`] : []))
      client.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\n\r\n`)
      client.write(rest)
      server.write(first)
      server.on('error', () => client.destroy())
      client.once('close', () => server.destroy())
      client.pipe(server).pipe(client)
    })
    onward.end()
  })
  proxy.listen(0, 'localhost')
  await once(proxy, 'listening')
  return {
    url: new URL(`https://localhost:${(proxy.address() as AddressInfo).port}/`),
    leadTo(port) {
      door = port
    },
    async close() {
      for (const socket of open) socket.destroy()
      proxy.close()
      await once(proxy, 'close')
    },
  }
}
