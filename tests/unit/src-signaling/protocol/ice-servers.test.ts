import { expect, test } from 'vitest'

import { iceUrlProblem } from '../../../../src-signaling/protocol/index.ts'

test.each([
  'stun:stun.example',
  'stuns:stun.example:5349',
  'turn:192.0.2.7:3478',
  'turn:192.0.2.7:3478?transport=udp',
  'turns:turn.example:443?transport=tcp',
  'turn:[2001:db8::7]:3478',
  'stun:[2001:db8::7]',
  'stun:t',
])('RFC 7064, RFC 7065: %s is an address', (url) => {
  expect(iceUrlProblem(url)).toBeNull()
})

test.each([
  ['turn.example', 'scheme'],
  ['https://turn.example', 'scheme'],
  ['TURN:turn.example', 'scheme'],
  ['turn:', 'host'],
  ['turn://turn.example', 'host'],
  ['turn:ana@turn.example', 'host'],
  ['turn:2001:db8::7', 'port'],
  ['turn:turn.example/', 'host'],
  ['turn: turn.example', 'host'],
  ['turn:turn.example\n', 'host'],
  ['turn:turn.example:0', 'port'],
  ['turn:turn.example:', 'port'],
  ['turn:turn.example:65536', 'port'],
  ['turn:turn.example:http', 'port'],
  ['turn:turn.example?transport=tls', 'transport'],
  ['turn:turn.example?transport=udp?transport=tcp', 'transport'],
  ['turn:turn.example?', 'transport'],
  ['stun:stun.example?transport=udp', 'transport'],
  [`turn:${'a'.repeat(256)}`, 'length'],
] as const)('RFC 7064, RFC 7065: %j is none, because of its %s', (url, problem) => {
  expect(iceUrlProblem(url)).toBe(problem)
})
