import { createHash } from 'node:crypto'
import { Agent } from 'node:https'
import type { Duplex } from 'node:stream'
import type { ConnectionOptions } from 'node:tls'
import { connect } from 'node:tls'

/** The certificate that answered is not the one that was pinned. */
export class PinError extends Error {
  readonly seen: string
  constructor(seen: string) {
    super('the certificate of the host is another one than the pinned')
    this.seen = seen
  }
}

/** SHA-256 of a DER certificate, base64url: a pin. */
export const pinOf = (certificate: Uint8Array): string => createHash('sha256').update(certificate).digest('base64url')

/**
 * An https.Agent that hands a connection on only when the certificate's SHA-256 is the pin, before the first HTTP byte (E-14).
 * Every connection is compared anew: no verdict is kept.
 * @param mismatch told when another certificate answered
 */
export function pinnedAgent(pin: string, mismatch: (error: PinError) => void): Agent {
  const agent = new Agent({ keepAlive: false })
  type Done = (error: Error | null, stream?: Duplex) => void
  const createConnection = (options: ConnectionOptions, done: Done): undefined => {
    // The pin stands for name and authority; the session is new each time, so that a certificate is always sent.
    const socket = connect({ ...options, rejectUnauthorized: false, checkServerIdentity: () => undefined })
    const fail = (error: Error) => {
      socket.destroy()
      done(error)
    }
    socket.once('error', fail)
    socket.once('secureConnect', () => {
      socket.off('error', fail)
      const seen = pinOf(socket.getPeerCertificate().raw ?? new Uint8Array())
      if (seen === pin) return done(null, socket)
      const error = new PinError(seen)
      socket.destroy()
      done(error)
      mismatch(error)
    })
    return undefined
  }
  // Agent's typings lack the hook that Node's documentation gives (Agent "createConnection").
  return Object.assign(agent, { createConnection })
}
