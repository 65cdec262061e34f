import { expect, test } from 'vitest'

import { redact } from '../../../src-main/redact.ts'

test.each([
  ['connect ECONNREFUSED 192.168.5.12:7443', 'connect ECONNREFUSED [address]:7443'],
  ['listening on fe80::1ff:fe23:4567:890a', 'listening on [address]'],
  ['opened https://10.0.0.1:7443/#join=eyJ2IjoxfQ', 'opened https://[address]:7443/[invitation]'],
  ['got v=0\r\no=- 46117 2 IN IP4 127.0.0.1', 'got [description]'],
  ['candidate:842163049 1 udp 1677729535 10.0.0.1 3478 typ host', '[description]'],
  [`pin ${'Ab3_'.repeat(11).slice(0, 43)} differs`, 'pin [secret] differs'],
])('S-44: %j is written without what it gives away', (line, written) => {
  expect(redact(line)).toBe(written)
})

test('S-44: an ordinary sentence stays as it is', () => {
  const sentence = 'hostOffice: Port 7443 is in use, perhaps by another host. 12:30:45'
  expect(redact(sentence)).toBe(sentence)
})
