import { isIP } from 'node:net'
import { connect } from 'node:tls'

import { pinOf } from './pinned-agent.ts'

/** A host that does not answer within this is not there, ms. */
const PATIENCE = 4_000

export type CertificateResult =
  | { readonly status: 'read'; readonly pin: string; readonly trusted: boolean }
  | { readonly status: 'failed'; readonly problem: 'unreachable' | 'no-tls' }

/** Opens TLS, reads the certificate and closes: not one HTTP byte is sent to a host that nobody has pinned yet (S-02). */
export function readCertificate(host: string, port: number): Promise<CertificateResult> {
  return new Promise((resolve) => {
    // One machine may serve several names, each with its own certificate (RFC 6066 §3: names only, no addresses).
    const named = isIP(host) === 0 ? { servername: host } : {}
    const socket = connect({ host, port, rejectUnauthorized: false, timeout: PATIENCE, ...named })
    const end = (result: CertificateResult) => {
      socket.destroy()
      resolve(result)
    }
    socket.once('timeout', () => end({ status: 'failed', problem: 'unreachable' }))
    socket.once('error', (error: NodeJS.ErrnoException) => {
      const noTls = error.code?.startsWith('ERR_SSL') === true || error.code === 'EPROTO' || error.code === 'ECONNRESET'
      end({ status: 'failed', problem: noTls ? 'no-tls' : 'unreachable' })
    })
    socket.once('secureConnect', () => {
      const { raw } = socket.getPeerCertificate()
      if (!raw) return end({ status: 'failed', problem: 'no-tls' })
      end({ status: 'read', pin: pinOf(raw), trusted: socket.authorized })
    })
  })
}
