import { expect, test } from 'vitest'

import { createCandidatePolicy } from '../../../../src-renderer/media/candidate-policy.ts'

const line = (transport: string, address: string, port: number, type = 'host') => ({
  candidate: `candidate:1 1 ${transport} 2122260223 ${address} ${port} typ ${type}`,
  sdpMid: '0',
  sdpMLineIndex: 0,
  usernameFragment: null,
})

test('R-14: one candidate for each address and transport, UDP before TCP', () => {
  const policy = createCandidatePolicy()
  const [tcp, udp] = [line('tcp', '10.0.0.1', 9), line('udp', '10.0.0.1', 5000)]
  expect(policy.admit([tcp, udp, line('udp', '10.0.0.1', 5001)])).toEqual([udp, tcp])
  expect(policy.surplus()).toBe(1)
})

test('R-14: an address seen before is dropped also in a later batch, another type of it is not', () => {
  const policy = createCandidatePolicy()
  policy.admit([line('udp', '10.0.0.1', 5000)])
  const mapped = line('udp', '10.0.0.1', 5000, 'srflx')
  expect(policy.admit([line('udp', '10.0.0.1', 5002), mapped])).toEqual([mapped])
})

test('R-14: no more than the limit go out, whatever the machine has; the rest is counted', () => {
  const policy = createCandidatePolicy(40)
  const many = Array.from({ length: 65 }, (_, index) => line('udp', `10.0.1.${index}`, 5000))
  expect(policy.admit(many)).toHaveLength(40)
  expect(policy.surplus()).toBe(25)
})

test('R-14: two cards behind one router, and two allocations of one relay, are a path each; the same one twice is not', () => {
  const policy = createCandidatePolicy()
  const mapped = (behind: string, port: number) => ({
    ...line('udp', '203.0.113.5', port, 'srflx'),
    candidate: `${line('udp', '203.0.113.5', port, 'srflx').candidate} raddr ${behind} rport 5000`,
  })
  const [first, second] = [mapped('192.168.1.5', 61_000), mapped('192.168.1.6', 61_001)]
  expect(policy.admit([first, second, first])).toEqual([first, second])
  const [udp, tls] = [line('udp', '10.0.0.9', 50_000, 'relay'), line('udp', '10.0.0.9', 50_001, 'relay')]
  expect(policy.admit([udp, tls])).toEqual([udp, tls])
})
