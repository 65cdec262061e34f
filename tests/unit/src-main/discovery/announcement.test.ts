import { expect, test } from 'vitest'

import { announcementOf, readHeard } from '../../../../src-main/discovery/announcement.ts'

const PIN = 'Zm9vYmFyYmF6'.repeat(4).slice(0, 43)
const service = {
  fqdn: 'ringdown-Zm9vYmFy._ringdown._tcp.local',
  port: 7443,
  txt: { ...announcementOf('Studio North', 'ben-pc', PIN) },
  referer: { address: '192.168.5.12' },
}

test('S-15: what a host says of itself is read back, with the address that its packet came from', () => {
  expect(readHeard(service)).toEqual({
    id: service.fqdn,
    from: '192.168.5.12',
    port: 7443,
    announcement: { v: '1', office: 'Studio North', machine: 'ben-pc', pin: PIN.slice(0, 8) },
  })
})

test('S-15: an announcement stays below 1 KiB, however long the names are', () => {
  const longest = announcementOf('ö'.repeat(400), 'm'.repeat(400), PIN)
  expect(Buffer.byteLength(JSON.stringify(longest))).toBeLessThan(1_024)
})

test.each([
  ['no text record', { ...service, txt: undefined }],
  ['another version', { ...service, txt: { ...service.txt, v: '2' } }],
  ['no name', { ...service, txt: { ...service.txt, office: ' ' } }],
  ['a pin that is none', { ...service, txt: { ...service.txt, pin: '<script>' } }],
  ['a port out of range', { ...service, port: 70_000 }],
  ['no sender', { ...service, referer: undefined }],
])('S-15: what is not of ours is not shown: %s', (_what, heard) => {
  expect(readHeard(heard)).toBeNull()
})
