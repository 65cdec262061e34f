import { describe, expect, test } from 'vitest'

import type { FarCandidate } from '../../../../src-renderer/media/candidate-gate.ts'
import { createCandidateGate, takeCandidates } from '../../../../src-renderer/media/candidate-gate.ts'
import { isNear } from '../../../../src-renderer/media/near-address.ts'

const line = (address: string, transport = 'udp', type = 'host') =>
  `candidate:1 1 ${transport} 2122260223 ${address} 50000 typ ${type}`
const far = (address: string, transport?: string): FarCandidate => ({
  candidate: line(address, transport),
  sdpMid: '0',
})

function setUp() {
  const passed: FarCandidate[] = []
  const gate = createCandidateGate((batch) => void passed.push(...batch))
  return { gate, passed: () => passed.map((one) => one?.candidate?.split(' ')[4] ?? null) }
}

describe('A-16: before anybody agreed to a call', () => {
  test('only addresses beside this machine’s own are tried; the others wait for Accept, in their order', () => {
    const { gate, passed } = setUp()
    gate.add([far('203.0.113.7'), far('192.168.1.20'), far('192.168.2.20')])
    expect(passed()).toEqual([])
    gate.learnOwn(line('192.168.1.5'))
    expect(passed()).toEqual(['192.168.1.20'])
    gate.add([far('8.8.8.8'), null])
    gate.open()
    expect(passed()).toEqual(['192.168.1.20', '203.0.113.7', '192.168.2.20', '8.8.8.8', null])
    gate.add([far('198.51.100.1')])
    expect(passed().at(-1)).toBe('198.51.100.1')
  })

  test('no more than eight, however many descriptions bring them', () => {
    const { gate, passed } = setUp()
    gate.learnOwn(line('10.0.0.5'))
    for (let batch = 0; batch < 10; batch += 1)
      gate.add(Array.from({ length: 40 }, (_, index) => far(`10.0.${batch}.${index}`)))
    expect(passed()).toHaveLength(8)
  })

  test('TCP waits, and the end of candidates comes after the last of them', () => {
    const { gate, passed } = setUp()
    gate.learnOwn(line('10.0.0.5'))
    gate.add([far('10.0.0.6', 'tcp'), null])
    expect(passed()).toEqual([])
    gate.open()
    expect(passed()).toEqual(['10.0.0.6', null])
  })

  test('near ones alone are complete with their end', () => {
    const { gate, passed } = setUp()
    gate.learnOwn(line('10.0.0.5'))
    gate.add([far('10.0.0.6')])
    gate.add([null])
    expect(passed()).toEqual(['10.0.0.6', null])
  })

  test('what this machine’s mapped address is beside says nothing of its network', () => {
    const { gate, passed } = setUp()
    gate.learnOwn(line('203.0.113.5', 'udp', 'srflx'))
    gate.add([far('203.0.113.9')])
    expect(passed()).toEqual([])
  })

  test('a browser that hides its addresses tries what stays off the internet', () => {
    const { gate, passed } = setUp()
    gate.learnOwn(line('6a1f9c1e-0000-4000-8000-000000000000.local'))
    gate.add([
      far('8.8.8.8'),
      far('192.168.7.7'),
      far('a-b-c.local'),
      far('evil.example'),
      far('2001:db8::1'),
      far('fd00::9'),
    ])
    expect(passed()).toEqual(['192.168.7.7', 'a-b-c.local', 'fd00::9'])
  })

  test('candidates inside of a description are no way around', () => {
    const sdp = [
      'v=0',
      'm=audio 9 UDP 0',
      'a=mid:0',
      `a=${line('8.8.8.8')}`,
      'a=end-of-candidates',
      'm=video 9 UDP 0',
      `a=${line('9.9.9.9')}`,
      '',
    ].join('\r\n')
    const taken = takeCandidates(sdp)
    expect(taken.sdp).not.toMatch(/8\.8\.8\.8|9\.9\.9\.9/)
    expect(taken.sdp).toContain('a=mid:0\r\nm=video')
    expect(taken.candidates).toEqual([
      { candidate: line('8.8.8.8'), sdpMLineIndex: 0 },
      { candidate: line('9.9.9.9'), sdpMLineIndex: 1 },
    ])
  })
})

test.each([
  ['10.1.9.9', ['10.1.0.2'], true],
  ['10.2.0.2', ['10.1.0.2'], false],
  ['172.16.9.9', ['172.16.0.2'], true],
  ['192.168.2.2', ['192.168.1.2'], false],
  ['198.51.100.9', ['198.51.100.2'], true],
  ['198.51.101.9', ['198.51.100.2'], false],
  ['127.0.0.1', ['192.168.1.2'], false],
  ['127.0.0.1', [], false],
  ['2001:db8:0:1::9', ['2001:0db8:0000:0001:aaaa::1'], true],
  ['2001:db8:0:2::9', ['2001:db8:0:1::1'], false],
  ['fe80::1', [], true],
  ['x.evil.local', [], false],
  ['1.2.3.4.local', ['10.0.0.1'], false],
  ['', [], false],
])('A-16: near: %s beside %s is %s', (address, own, near) => {
  expect(isNear(address, own)).toBe(near)
})
