import { expect, test } from 'vitest'

import { createPageLog, oneLine } from '../../../../src-main/shell/page-log.ts'

test('S-44: a page that goes wild fills no disk, and the log says how much was left out', () => {
  let now = 0
  const lines: string[] = []
  const log = createPageLog(
    (line) => lines.push(line),
    () => now,
  )
  for (let count = 0; count < 10_000; count += 1) log('phone', `line ${count}`)
  expect(lines).toHaveLength(200)
  now += 1_000
  log('phone', 'calm again')
  expect(lines.slice(200)).toEqual(['phone: 9800 lines were left out', 'phone: calm again'])
})

test('S-44: a line cannot pretend to be two, and is cut', () => {
  expect(oneLine('Error: x\n    at y\r\n[2026-01-01] [info] forged\u2028more\u0007')).toBe(
    'Error: x | at y | [2026-01-01] [info] forged | more ',
  )
  expect(oneLine('x'.repeat(5_000))).toHaveLength(1_000)
})
