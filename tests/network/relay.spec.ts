import { expect } from '@playwright/test'

import type { Relay } from './support/coturn.ts'
import { FIXED, timedCredentials } from './support/coturn.ts'
import { runInside } from './support/inside.ts'
import { test } from './support/lan-rig.ts'
import type { Machine } from './support/namespaces.ts'
import type { Allowed } from './support/turn-client.mjs'

interface Credentials {
  readonly username: string
  readonly credential: string
}

const asks = (from: Machine, { at }: Relay, { username, credential }: Credentials, ...peers: readonly string[]) =>
  runInside(from, 'turn-client.mjs', at, username, credential, ...peers) as Allowed

/** Loopback, link-local, broadcast, multicast, private networks of others, a cloud's metadata, and the world. */
const REFUSED = [
  '127.0.0.1',
  '127.8.8.8',
  '0.0.0.0',
  '169.254.1.1',
  '169.254.169.254',
  '192.168.1.1',
  '172.16.0.1',
  '10.0.0.1',
  '224.0.0.251',
  '255.255.255.255',
  '198.51.100.7',
]

for (const access of ['for a time', 'fixed'] as const) {
  test(`a relay with credentials ${access} carries to the office, and to no loopback, link-local or outside peer`, async ({
    lan,
    relay,
  }) => {
    const server = await relay(access)
    const here = lan.machine()
    const credentials = access === 'fixed' ? FIXED : timedCredentials(60)
    const { allocation, permissions } = asks(here, server, credentials, here.address, ...REFUSED)
    expect(allocation).toBe(200)
    expect(permissions).toEqual({ [here.address]: 200, ...Object.fromEntries(REFUSED.map((peer) => [peer, 403])) })
  })
}

test('a relay gives nothing to a wrong password, a wrong secret or credentials that have expired', async ({
  lan,
  relay,
}) => {
  const [fixed, timed] = [await relay('fixed'), await relay('for a time')]
  const here = lan.machine()
  expect(asks(here, fixed, { ...FIXED, credential: 'guessed' }).allocation).toBe(401)
  expect(asks(here, timed, { ...timedCredentials(60), credential: 'guessed' }).allocation).toBe(401)
  expect(asks(here, timed, timedCredentials(-1)).allocation).toBe(401)
  expect(asks(here, timed, timedCredentials(60)).allocation).toBe(200)
})
