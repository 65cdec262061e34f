import { describe, expect, test } from 'vitest'

import type { OfficeSettings } from '../../../../src-signaling/server/office-settings.ts'
import { publicServers, transportPolicy } from '../../../../src-signaling/server/office-settings.ts'
import { serversFor } from '../../../../src-signaling/server/turn-credentials.ts'

const SETTINGS: OfficeSettings = {
  iceServers: [
    { urls: ['stun:stun.example'], credentials: { kind: 'none' } },
    { urls: ['turn:fixed.example'], credentials: { kind: 'static', username: 'office', credential: 'fixed-word' } },
    {
      urls: ['turn:turn.example', 'turns:turn.example'],
      credentials: { kind: 'time-limited', secret: 'north', lifetimeSeconds: 43_200 },
    },
  ],
  relayOnly: false,
}
const NOW = 1_732_500_000_999

describe('the servers of an office', () => {
  test('are known to everybody without their secrets', () => {
    expect(publicServers(SETTINGS)).toEqual([
      { urls: ['stun:stun.example'] },
      { urls: ['turn:fixed.example'] },
      { urls: ['turn:turn.example', 'turns:turn.example'] },
    ])
  })
  test('A-14: carry for a call, and for an hour at most, what each of them asks for, and never the secret itself', () => {
    const servers = serversFor(SETTINGS, 'ana', 'call', NOW)
    expect(servers).toEqual([
      { urls: ['stun:stun.example'] },
      { urls: ['turn:fixed.example'], username: 'office', credential: 'fixed-word' },
      {
        urls: ['turn:turn.example', 'turns:turn.example'],
        username: '1732503600:ana',
        credential: '8XigJHVd02Fdm9YIfKtEZvqwJMw=',
      },
    ])
    expect(JSON.stringify(servers)).not.toContain('north')
  })
  test('A-14: last two minutes for a try before a call, and what never ends is not given for one', () => {
    const servers = serversFor(SETTINGS, 'ana', 'try', NOW)
    expect(servers.map(({ urls, username }) => [urls[0], username])).toEqual([
      ['stun:stun.example', undefined],
      ['turn:turn.example', '1732500120:ana'],
    ])
  })
  test('relay only is what the browser calls the policy relay', () => {
    expect(transportPolicy(SETTINGS)).toBe('all')
    expect(transportPolicy({ ...SETTINGS, relayOnly: true })).toBe('relay')
  })
})
