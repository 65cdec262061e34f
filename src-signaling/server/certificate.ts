import { createHash, createPrivateKey, X509Certificate } from 'node:crypto'
import { access, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'

import { generate } from 'selfsigned'

import { makeFilePrivate, writeAtomically } from './data-folder.ts'
import { HostError } from './host-error.ts'
import type { HostLog } from './host-log.ts'
import { faultOf } from './host-log.ts'

export interface HostCertificate {
  readonly certificate: string
  readonly key: string
  /** SHA-256 of the DER form, base64url: what the desktop app pins (S-02). */
  readonly pin: string
  /** A certificate of our own making, or one that the operator gave. */
  readonly selfSigned: boolean
}

const YEARS = 20

/**
 * Loads the host's own certificate, or makes it at the first start. A good pair has a copy beside it: of what a power cut has spoilt the copy
 * stands in, because phones pinned this very certificate (S-02, C-37). What is broken is set aside and said.
 */
export async function ownCertificate(
  dataDir: string,
  say: (sentence: string) => void,
  log: HostLog = () => {},
): Promise<HostCertificate> {
  const paths = { certificate: join(dataDir, 'host.crt'), key: join(dataDir, 'host.key') }
  const stored = await readPair(paths.certificate, paths.key)
  const usable = stored && usablePair(stored.certificate, stored.key)
  if (usable) {
    if (await makeFilePrivate(paths.key))
      say('Other users of this machine could read the key of this host. It is private now.')
    await keepCopy(paths, usable, log)
    return { ...usable, selfSigned: true }
  }
  const lost = (await exists(paths.certificate)) || (await exists(paths.key))
  if (lost) {
    const copy = await usableCopy(paths)
    await Promise.all([setAside(paths.certificate), setAside(paths.key)])
    if (copy) {
      await writePair(paths, copy)
      say('The host certificate was damaged. It was set aside as host.crt.bad, and its last good copy is used.')
      return { ...copy, selfSigned: true }
    }
    say(
      'The host certificate was damaged. It was set aside as host.crt.bad, and a new one was made: invitations have to be sent again.',
    )
  }
  const made = await makeCertificate()
  await writePair(paths, made)
  await keepCopy(paths, made, log)
  return made
}

interface Paths {
  readonly certificate: string
  readonly key: string
}
type Pair = Pick<HostCertificate, 'certificate' | 'key'>

/** The key first: a certificate whose key is missing is of no use. */
async function writePair(paths: Paths, pair: Pair): Promise<void> {
  await writeAtomically(paths.key, pair.key)
  await writeAtomically(paths.certificate, pair.certificate, 0o644)
}

const copyOf = ({ certificate, key }: Paths): Paths => ({ certificate: `${certificate}.last`, key: `${key}.last` })

async function keepCopy(paths: Paths, pair: Pair, log: HostLog): Promise<void> {
  const copy = await readPair(copyOf(paths).certificate, copyOf(paths).key)
  if (copy?.key === pair.key && copy.certificate === pair.certificate) return
  await writePair(copyOf(paths), pair).catch((error: unknown) =>
    log(`the certificate could not be copied: ${faultOf(error)}`),
  )
}

/** A pair of which one half may be spoilt at either place. */
async function usableCopy(paths: Paths) {
  const copy = copyOf(paths)
  for (const [certificate, key] of [
    [copy.certificate, copy.key],
    [paths.certificate, copy.key],
    [copy.certificate, paths.key],
  ] as const) {
    const pair = await readPair(certificate, key)
    const usable = pair && usablePair(pair.certificate, pair.key)
    if (usable) return usable
  }
  return null
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

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
