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

test.each([
  ['join RINGDOWN:JOIN?eyJ2IjoxfQ now', 'join [invitation] now'],
  ['opened https://ben-pc.fritz.box:7443/x', 'opened https://[host]:7443/x'],
  ['opened wss://ana:geheim@ben-pc:7443/x', 'opened wss://[host]:7443/x'],
  ['getaddrinfo ENOTFOUND ben-pc', 'getaddrinfo ENOTFOUND [host]'],
  ['no answer from bens-macbook.local', 'no answer from [host]'],
  ['no answer from office.example.org:7443', 'no answer from [host]:7443'],
  ['asked turn:turn.example.org:3478?transport=udp', 'asked turn:[host]:3478?transport=udp'],
  ['password=pw1 and token: abc', 'password=[secret] and token: [secret]'],
  ['{"name":"Ana Petrovic","x":1}', '{"[text]":[secret],"[text]":1}'],
  ['“Ana Petrovic” is calling', '"[text]" is calling'],
])('A-17, S-44: %j is written without what it gives away', (line, written) => {
  expect(redact(line)).toBe(written)
})

test('A-17: 20,000 letters of anything cost no time', () => {
  const texts = ['a', '1', ':', '-', '.', 'a:', 'a.', '"', 'x-', '://', 'ab:'].map((piece) => piece.repeat(20_000))
  const before = process.cpuUsage()
  for (const text of texts) redact(`x ${text}`)
  const { user, system } = process.cpuUsage(before)
  expect((user + system) / 1_000).toBeLessThan(1_000)
})

test('S-44: a place in a file stays as it is', () => {
  const line = 'command hangup failed: TypeError (x is not a function) at office.js:12:4'
  expect(redact(line)).toBe(line)
})

test('S-44: an ordinary sentence stays as it is', () => {
  const sentence = 'hostOffice: Port 7443 is in use, perhaps by another host. 12:30:45'
  expect(redact(sentence)).toBe(sentence)
})
