import type { IncomingMessage, ServerResponse } from 'node:http'

import type { Clock } from '../client/clock.ts'
import type { CommandPayload, DeviceId } from '../protocol/index.ts'
import { check, parseJson, signedFarewellSchema } from '../protocol/index.ts'
import type { HostLog } from './host-log.ts'
import type { ServerLimits } from './limits.ts'
import type { Office } from './office-contract.ts'
import type { Bucket } from './rate-limit.ts'
import { spend } from './rate-limit.ts'
import type { DoorRules } from './request-rules.ts'
import { clientAddress, judgeHandshake, openedBy, serverIdentities } from './request-rules.ts'
import { SECURITY_HEADERS } from './static-files.ts'
import { deviceIdOf, verifyFarewell } from './verify-device.ts'

export interface FarewellOptions {
  readonly office: Pick<Office, 'farewell'>
  readonly limits: ServerLimits
  readonly clock: Clock
  readonly log: HostLog
}

export type FarewellDoor = (request: IncomingMessage, response: ServerResponse, rules: DoorRules) => Promise<void>

/** Longer than any farewell, bytes. */
const MAX_BYTES = 1_024
/** Addresses whose speed is remembered. */
const MAX_ADDRESSES = 1_000

/** Where a browser delivers the farewell of a page that is gone (F-29). The answer is always the same: whoever knocks learns nothing. */
export function farewellDoor({ office, limits, clock, log }: FarewellOptions): FarewellDoor {
  const buckets = new Map<string, Bucket>()

  function isTooFast(address: string): boolean {
    if (!buckets.has(address) && buckets.size >= MAX_ADDRESSES) buckets.clear()
    return spend(buckets, address, limits.farewells, clock.now()) > 0
  }

  async function hear(request: IncomingMessage, rules: DoorRules): Promise<void> {
    if (judgeHandshake(request.headers, rules).status === 'refused') return
    if (isTooFast(clientAddress(request.headers, request.socket.remoteAddress ?? '', rules)))
      return log('farewells limited')
    const body = await bodyOf(request)
    const said = body === null ? null : readFarewell(body, serverIdentities(openedBy(request), rules, null))
    if (said) office.farewell(said.device, said.payload)
  }

  return async (request, response, rules) => {
    await hear(request, rules)
    response.writeHead(204, { ...SECURITY_HEADERS, 'Cache-Control': 'no-store', Connection: 'close' })
    response.end()
  }
}

/**
 * Who says what.
 * @param identities the server identities of the door it came through (S-01)
 * @returns null when it is no farewell, or not signed by its key for this host
 */
export function readFarewell(
  body: string,
  identities: readonly string[],
): { readonly device: DeviceId; readonly payload: CommandPayload<'hangup'> } | null {
  const parsed = check(signedFarewellSchema, parseJson(body))
  if (!parsed.success || !verifyFarewell(parsed.data, identities)) return null
  const { publicKey, callId, reason } = parsed.data
  return { device: deviceIdOf(publicKey), payload: { callId, reason } }
}

/** @returns null when it is too long; the rest is not read */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > MAX_BYTES) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
