import { describe, expect, test } from 'vitest'

import { commandSchemas, invitationLink, LIMITS, readInvitation } from '../../../../src-signaling/protocol/index.ts'

const callId = 'A'.repeat(22)
const invite = { callId, target: { kind: 'contact', contact: 'ben' }, video: false, subject: null }

describe('S-33, S-34: bounds', () => {
  test('a subject has at most 120 code points, whatever their length in UTF-16', () => {
    const long = '𝒜'.repeat(LIMITS.subjectCodePoints)
    expect(commandSchemas.invite.safeParse({ ...invite, subject: long }).success).toBe(true)
    expect(commandSchemas.invite.safeParse({ ...invite, subject: `${long}x` }).success).toBe(false)
  })
  test('an SDP over 32 KiB, a 41st candidate and an unknown field are refused', () => {
    const description = { callId, generation: 1, seq: 0, role: 'offer', sdp: 'x', signature: null }
    expect(
      commandSchemas.description.safeParse({ ...description, sdp: 'x'.repeat(LIMITS.sdpLength + 1) }).success,
    ).toBe(false)
    const candidate = { candidate: '', sdpMid: null, sdpMLineIndex: null, usernameFragment: null }
    const batch = { callId, generation: 1, seq: 0, end: false }
    const many = (length: number) => Array.from({ length }, () => candidate)
    expect(commandSchemas.candidates.safeParse({ ...batch, candidates: many(40) }).success).toBe(true)
    expect(commandSchemas.candidates.safeParse({ ...batch, candidates: many(41) }).success).toBe(false)
    expect(commandSchemas.ringing.safeParse({ callId, device: 'mine' }).success).toBe(false)
  })
  test.each(['001', 'Reception', '前台', 'a b.c-d_e'])('%s is a name of a ring group', (group) => {
    expect(commandSchemas['join-group'].safeParse({ group }).success).toBe(true)
  })
  test.each(['', ' x', 'x'.repeat(33), 'a/b', 'a\nb'])('%j is no name of a ring group', (group) => {
    expect(commandSchemas['join-group'].safeParse({ group }).success).toBe(false)
  })
})

describe('invitation', () => {
  const encode = (text: string) => Buffer.from(text).toString('base64url')
  const decode = (text: string) => Buffer.from(text, 'base64url').toString()
  const invitation = {
    v: 1 as const,
    addresses: ['192.0.2.7', 'fd00::7'],
    port: 7443,
    pin: 'P'.repeat(43),
    office: '北方工作室',
  }

  test('the link opens in a browser, and reads back as it was, in both spellings', () => {
    const link = invitationLink(invitation, encode)
    expect(new URL(link).origin).toBe('https://192.0.2.7:7443')
    expect(readInvitation(` ${link}\n`, decode)).toEqual({ status: 'ok', invitation })
    expect(readInvitation(link.replace(/^.*#join=/, 'ringdown:join?'), decode)).toEqual({ status: 'ok', invitation })
  })
  test('an IPv6 address is written as a literal, port 443 is left out', () => {
    expect(invitationLink({ ...invitation, addresses: ['fd00::7'], port: 443 }, encode)).toMatch(
      /^https:\/\/\[fd00::7\]\/#join=/,
    )
  })
  test.each([
    ['https://example.org/', 'not-a-link'],
    ['hello', 'not-a-link'],
    [`https://x/#join=${encode('{"v":1}')}`, 'damaged'],
    ['https://x/#join=abc', 'damaged'],
    [`https://x/#join=${encode('{"v":2}')}`, 'newer'],
  ])('%s is %s', (text, problem) => {
    expect(readInvitation(text, decode)).toEqual({ status: 'bad', problem })
  })
})
