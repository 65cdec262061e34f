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
  test('carry for a call what each of them asks for, and never the secret itself', () => {
    const servers = serversFor(SETTINGS, 'ana', 'call', NOW)
    expect(servers).toEqual([
      { urls: ['stun:stun.example'] },
      { urls: ['turn:fixed.example'], username: 'office', credential: 'fixed-word' },
      {
        urls: ['turn:turn.example', 'turns:turn.example'],
        username: '1732543200:ana',
        credential: 'm39zQCEvtvmLBZHdry615sh6h80=',
      },
    ])
    expect(JSON.stringify(servers)).not.toContain('north')
  })
  test('last two minutes for a try before a call', () => {
    expect(serversFor(SETTINGS, 'ana', 'try', NOW)[2]).toMatchObject({ username: '1732500120:ana' })
  })
  test('relay only is what the browser calls the policy relay', () => {
    expect(transportPolicy(SETTINGS)).toBe('all')
    expect(transportPolicy({ ...SETTINGS, relayOnly: true })).toBe('relay')
  })
})
