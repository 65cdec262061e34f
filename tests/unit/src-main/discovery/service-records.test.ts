import { expect, test } from 'vitest'

import { announcementOf } from '../../../../src-main/discovery/announcement.ts'
import { goodbyes, officesIn, recordsOf } from '../../../../src-main/discovery/service-records.ts'

const PIN = 'Zm9vYmFyYmF6'.repeat(4).slice(0, 43)
const announcement = announcementOf('Studio North', 'ben-pc', PIN)
const packetOf = (address: string, ttl?: number) => {
  const [pointer, ...additionals] = recordsOf(7443, announcement, address, ttl)
  return { questions: [], answers: pointer ? [pointer] : [], additionals }
}

test('what a host answers is read as that office, at the address that the packet came from', () => {
  expect(officesIn(packetOf('192.168.5.12'), '192.168.5.77')).toEqual([
    { id: `ringdown-${PIN.slice(0, 8)}._ringdown._tcp.local`, from: '192.168.5.77', port: 7443, announcement },
  ])
  expect(goodbyes(packetOf('192.168.5.12'))).toEqual([])
})

test('C-50: heard from a link-local address, an office is at the one that it tells', () => {
  expect(officesIn(packetOf('fd00::2'), 'fe80::1%eth0')[0]?.from).toBe('fd00::2')
  expect(officesIn(packetOf('fe80::2'), 'fe80::1%eth0')).toEqual([])
})

test('a goodbye tells of no office, and names the one that goes', () => {
  expect(officesIn(packetOf('192.168.5.12', 0), '192.168.5.12')).toEqual([])
  expect(goodbyes(packetOf('192.168.5.12', 0))).toEqual([`ringdown-${PIN.slice(0, 8)}._ringdown._tcp.local`])
})

test('L-5 A-15: names in an announcement cannot hold line breaks or turn text around, and never break a record', () => {
  const nasty = announcementOf('Studio\n\u202Ehtrom', '漢'.repeat(200), PIN)
  const [pointer, ...additionals] = recordsOf(7443, nasty, '192.168.5.12')
  const packet = { questions: [], answers: pointer ? [pointer] : [], additionals }
  const [office] = officesIn(packet, '192.168.5.12')
  expect(office?.announcement.office).toBe('Studio htrom')
  for (const record of additionals) {
    if (record.type !== 'TXT') continue
    for (const text of record.data) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(255)
  }
})
