import { describe, expect, test } from 'vitest'

import { admit } from '../../../../src-signaling/server/admission.ts'
import { createGuard } from '../../../../src-signaling/server/guard.ts'
import { lanAddresses } from '../../../../src-signaling/server/lan-addresses.ts'
import { DEFAULT_LIMITS } from '../../../../src-signaling/server/limits.ts'
import { fullBucket, take } from '../../../../src-signaling/server/rate-limit.ts'
import type { DoorRules } from '../../../../src-signaling/server/request-rules.ts'
import {
  clientAddress,
  judgeHandshake,
  judgeRequest,
  serverIdentities,
} from '../../../../src-signaling/server/request-rules.ts'

const lan: DoorRules = {
  kind: 'lan',
  scheme: 'https',
  hostNames: new Set(['ana-pc', 'ana-pc.local']),
  publicUrl: null,
  behindProxy: false,
}
const loopback: DoorRules = { ...lan, kind: 'loopback', scheme: 'http' }
const proxied: DoorRules = { ...lan, scheme: 'http', behindProxy: true, publicUrl: new URL('https://phone.example') }

describe('S-21: Host', () => {
  test.each(['192.168.5.12:7443', '[fd00::7]:7443', 'localhost:7443', 'ANA-PC:7443', 'ana-pc.local'])(
    '%s is this host',
    (host) => {
      expect(judgeRequest({ host }, lan).status).toBe('ok')
    },
  )
  test.each([
    undefined,
    '',
    'evil.example',
    'ana-pc.evil.example',
    'localhost@evil.example',
    'a b',
    '192.168.5.12.evil.example',
  ])('%s is not', (host) => {
    expect(judgeRequest(host === undefined ? {} : { host }, lan)).toMatchObject({ status: 'refused', code: 421 })
  })
  test('behind a proxy only the public name is', () => {
    expect(judgeRequest({ host: 'phone.example' }, proxied).status).toBe('ok')
    expect(judgeRequest({ host: '127.0.0.1:7443' }, proxied).status).toBe('refused')
  })
})

describe('S-20: Origin', () => {
  const host = '192.168.5.12:7443'
  test('equal to scheme and Host it is allowed, absent it is no browser', () => {
    expect(judgeHandshake({ host, origin: `https://${host}` }, lan).status).toBe('ok')
    expect(judgeHandshake({ host }, lan).status).toBe('ok')
    expect(judgeHandshake({ host: 'phone.example', origin: 'https://phone.example' }, proxied).status).toBe('ok')
  })
  test.each([
    'null',
    '',
    `http://${host}`,
    'https://192.168.5.12',
    'https://evil.example',
    `https://${host}.evil.example`,
  ])('%j is refused', (origin) => {
    expect(judgeHandshake({ host, origin }, lan)).toMatchObject({ status: 'refused', code: 403 })
  })
})

test('S-03: the loopback door takes nothing that was forwarded', () => {
  expect(judgeRequest({ host: 'localhost:7480', 'x-forwarded-proto': 'https' }, loopback)).toMatchObject({ code: 403 })
})

test('S-03: policy open lets everybody in; invited only this machine and known devices', () => {
  expect(admit('lan', 'd1', new Set(), 'open').status).toBe('admitted')
  expect(admit('lan', 'd1', new Set(), 'invited')).toEqual({ status: 'denied', refusal: 'policy' })
  expect(admit('lan', 'd1', new Set(['d1']), 'invited').status).toBe('admitted')
  expect(admit('loopback', 'd1', new Set(), 'invited').status).toBe('admitted')
})

test('S-01: a door is known by the address that was opened, by its public name, and by its pin', () => {
  const opened = (host: string, localAddress: string) => ({ host, localAddress })
  expect(serverIdentities(opened('localhost:7480', '127.0.0.1'), loopback, null)).toEqual(['localhost:7480'])
  expect(serverIdentities(opened('192.168.5.12:443', '192.168.5.12'), lan, 'PIN')).toEqual(['192.168.5.12', 'PIN'])
})

test('behind a proxy the client is the last entry of X-Forwarded-For, elsewhere the socket', () => {
  expect(clientAddress({ 'x-forwarded-for': '6.6.6.6, 192.0.2.9' }, '127.0.0.1', proxied)).toBe('192.0.2.9')
  expect(clientAddress({ 'x-forwarded-for': '6.6.6.6' }, '192.0.2.1', lan)).toBe('192.0.2.1')
})

test('S-34: a bucket gives its burst, then its rate, and says how long to wait', () => {
  const limit = { burst: 2, perSecond: 10 }
  let bucket = fullBucket(limit, 0)
  const waits = [0, 0, 0, 50, 100].map((now) => {
    const taken = take(bucket, limit, now)
    bucket = taken.bucket
    return taken.waitMs
  })
  expect(waits).toEqual([0, 0, 100, 50, 0])
})

describe('S-34: the guard of a connection', () => {
  test('defaults: 10 messages a second with a burst of 100, 6 invites a minute to one target', () => {
    expect(DEFAULT_LIMITS).toMatchObject({
      messageBytes: 65_536,
      messages: { burst: 100, perSecond: 10 },
      invitesPerPair: { burst: 6, perSecond: 0.1 },
      strikes: 3,
      strikeWindow: 10_000,
      signIn: 5_000,
      headers: 5_000,
    })
  })
  test('the third refusal in ten seconds closes; refusals further apart do not', () => {
    let now = 0
    const guard = createGuard({ ...DEFAULT_LIMITS, messages: { burst: 0, perSecond: 0.001 } }, () => now)
    const kinds = [0, 1, 12_000, 12_001, 12_002].map((at) => {
      now = at
      return guard.command('ringing', null).kind
    })
    expect(kinds).toEqual(['limited', 'limited', 'limited', 'limited', 'close'])
  })
  test('a hang-up passes while everything else is limited', () => {
    const guard = createGuard({ ...DEFAULT_LIMITS, messages: { burst: 0, perSecond: 0.001 } }, () => 0)
    expect(guard.command('accept', null).kind).toBe('limited')
    expect(guard.command('hangup', null).kind).toBe('pass')
    expect(guard.command('decline', null).kind).toBe('pass')
  })
})

describe('addresses for colleagues', () => {
  const card = (address: string, internal = false) => ({
    address,
    family: 'IPv4' as const,
    internal,
    netmask: '',
    mac: '',
    cidr: null,
  })
  test('a real card before a public address; containers, tunnels and link-local are left out', () => {
    const interfaces = {
      lo: [card('127.0.0.1', true)],
      docker0: [card('172.17.0.1')],
      'br-1a2b': [card('172.18.0.1')],
      wg0: [card('10.9.0.2')],
      eth1: [card('203.0.113.5')],
      wlan0: [card('192.168.5.12'), card('169.254.3.3')],
    }
    expect(lanAddresses(interfaces)).toEqual(['192.168.5.12', '203.0.113.5'])
  })
  test('with nothing else, what there is', () => {
    expect(lanAddresses({ tun0: [card('10.8.0.2')] })).toEqual(['10.8.0.2'])
    expect(lanAddresses({})).toEqual([])
  })
})
