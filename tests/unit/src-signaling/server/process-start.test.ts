import { expect, test } from 'vitest'

import { holderOf, isHeld } from '../../../../src-signaling/server/data-lock.ts'
import { isSameStart, startFromStat, startFromText } from '../../../../src-signaling/server/process-start.ts'

const BOOT = '7f2c4a7e-1f3b-4b8e-9a51-0d5c2f6f0b11'

test('B-3 C-2: the start of a process is read from /proc, also when its name has spaces and brackets', () => {
  const fields = 'S 1 1 1 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 51234 1000 10'
  expect(startFromStat(`${BOOT}\n`, `77 (host) ${fields}`)).toBe(`${BOOT}/51234`)
  expect(startFromStat(`${BOOT}\n`, `77 (a) b (c) ) ${fields}`)).toBe(`${BOOT}/51234`)
  expect(startFromStat(BOOT, '')).toBeNull()
})

test('B-3 C-2: the start of a process is read from what ps and PowerShell say', () => {
  const at = String(Date.UTC(2024, 10, 28, 4, 5, 6))
  expect(startFromText('Thu Nov 28 04:05:06 2024\n', 'darwin')).toBe(at)
  expect(startFromText('2024-11-28T04:05:06.0000000Z\r\n', 'win32')).toBe(at)
  expect(startFromText('', 'darwin')).toBeNull()
  expect(startFromText('Get-Process : Cannot find a process', 'win32')).toBeNull()
})

test('B-3 C-2: one process has one start; the same ticks after another boot are another process', () => {
  expect(isSameStart(`${BOOT}/51234`, `${BOOT}/51234`)).toBe(true)
  expect(isSameStart(`${BOOT}/51234`, `${BOOT}/51235`)).toBe(false)
  expect(isSameStart(`${BOOT}/51234`, `${BOOT.replace('7', '8')}/51234`)).toBe(false)
  expect(isSameStart('1732766706000', '1732766708000')).toBe(true)
  expect(isSameStart('1732766706000', '1732766716000')).toBe(false)
})

test('B-3 A-17 L-2: a lock counts while the very process that wrote it runs, and only a host writes one that counts', () => {
  const holder = holderOf(`77 6f1e ${BOOT}/51234`)
  expect(holder).toEqual({ pid: 77, start: `${BOOT}/51234` })
  for (const text of ['', '\0'.repeat(40), '1 x', '77 6f1e', '-1 a b', '0 a b', 'torn', '1.5 a b'])
    expect(holderOf(text), JSON.stringify(text)).toBeNull()
  if (!holder) throw new Error('no holder')
  expect(isHeld(holder, { status: 'runs', start: `${BOOT}/51234` })).toBe(true)
  expect(isHeld(holder, { status: 'runs', start: `${BOOT}/51299` })).toBe(false)
  expect(isHeld(holder, { status: 'none' })).toBe(false)
  // A system that does not tell: better one host too few than two offices of one.
  expect(isHeld(holder, { status: 'runs', start: null })).toBe(true)
})
