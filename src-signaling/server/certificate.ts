import { createHash, createPrivateKey, X509Certificate } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { generate } from 'selfsigned'

import { HostError } from './host-error.ts'

export interface HostCertificate {
  readonly certificate: string
  readonly key: string
  /** SHA-256 of the DER form, base64url: what the desktop app pins (S-02). */
  readonly pin: string
  /** A certificate of our own making, or one that the operator gave. */
  readonly selfSigned: boolean
}

const YEARS = 20

/** Loads the host's own certificate, or makes it at the first start; a broken one is set aside and said (S-02). */
export async function ownCertificate(dataDir: string, say: (sentence: string) => void): Promise<HostCertificate> {
  const paths = { certificate: join(dataDir, 'host.crt'), key: join(dataDir, 'host.key') }
  const stored = await readPair(paths.certificate, paths.key)
  if (stored) {
    const usable = usablePair(stored.certificate, stored.key)
    if (usable) return { ...usable, selfSigned: true }
    await Promise.all([setAside(paths.certificate), setAside(paths.key)])
    say(
      'The host certificate was damaged. It was set aside as host.crt.bad, and a new one was made: invitations have to be sent again.',
    )
  }
  const made = await makeCertificate()
  await writeFile(paths.key, made.key, { mode: 0o600 })
  await writeFile(paths.certificate, made.certificate, { mode: 0o644 })
  return made
}

/** Loads the operator's certificate; anything wrong with it is an error, it is not ours to replace. */
export async function givenCertificate(certificateFile: string, keyFile: string): Promise<HostCertificate> {
  const pair = await readPair(certificateFile, keyFile)
  if (!pair) throw new HostError('certificate', 'The files of --cert and --key cannot be read.')
  const usable = usablePair(pair.certificate, pair.key)
  if (!usable)
    throw new HostError('certificate', 'The files of --cert and --key are not a certificate with its key (PEM).')
  return { ...usable, selfSigned: false }
}

async function makeCertificate(): Promise<HostCertificate> {
  const notAfterDate = new Date()
  notAfterDate.setFullYear(notAfterDate.getFullYear() + YEARS)
  const made = await generate([{ name: 'commonName', value: 'Ringdown host' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notAfterDate,
  })
  return { certificate: made.cert, key: made.private, pin: pinOf(made.cert), selfSigned: true }
}

export const pinOf = (certificate: string): string =>
  createHash('sha256').update(new X509Certificate(certificate).raw).digest('base64url')

async function readPair(certificateFile: string, keyFile: string) {
  try {
    const [certificate, key] = await Promise.all([readFile(certificateFile, 'utf8'), readFile(keyFile, 'utf8')])
    return { certificate, key }
  } catch {
    return null
  }
}

/** A certificate with the key that belongs to it; null when they are not. */
export function usablePair(certificate: string, key: string): Omit<HostCertificate, 'selfSigned'> | null {
  try {
    const parsed = new X509Certificate(certificate)
    return parsed.checkPrivateKey(createPrivateKey(key)) ? { certificate, key, pin: pinOf(certificate) } : null
  } catch {
    return null
  }
}

async function setAside(path: string): Promise<void> {
  await rename(path, `${path}.bad`).catch(() => {})
}
