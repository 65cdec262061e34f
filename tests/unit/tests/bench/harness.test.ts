import { describe, expect, test } from 'vitest'

import type { Measurement } from '../../../bench/harness/outcome.ts'
import { judge } from '../../../bench/harness/outcome.ts'
import { interleave } from '../../../bench/harness/program.ts'
import type { Run } from '../../../bench/harness/report.ts'
import { describeResult, figure, fullTable, insertTable, shortTable } from '../../../bench/harness/report.ts'
import { median, p95 } from '../../../bench/harness/statistics.ts'

const measurement: Measurement = {
  series: [
    { name: 'ours', unit: 'ms', samples: [30, 10, 20] },
    { name: 'reference', unit: 'ms', samples: [40, 41, 39] },
  ],
  bars: [
    { name: 'of the reference', of: 'ours', to: 'reference', atMost: 0.5 },
    { name: 'at least', of: 'ours', to: 'reference', atLeast: 0.8 },
    { name: 'alone', of: 'ours', atMost: 19 },
  ],
}

const run: Run = {
  at: '2030-01-02T03:04:05.000Z',
  quick: true,
  machine: {
    processor: 'Two Cores',
    cores: 2,
    memoryGb: 8,
    node: '20.19.0',
    chromium: 'Chromium 156',
    system: 'Linux 6',
    load: [0.5, 12],
  },
  results: [
    { id: 'P-1', title: 'one', seconds: 1, status: 'measured', measurement },
    { id: 'P-9', title: 'nine', seconds: 0, status: 'cannot-run', why: 'no namespaces | here' },
  ],
}

describe('the figures of a benchmark', () => {
  test('the median lies in the middle, also between two samples, whatever their order', () => {
    expect(median([5, 1, 3])).toBe(3)
    expect(median([4, 1, 2, 3])).toBe(2.5)
  })

  test('p95 lies near the slow end', () => {
    expect(p95(Array.from({ length: 101 }, (_one, at) => 100 - at))).toBe(95)
    expect(p95([7])).toBe(7)
  })

  test('without samples there is no figure', () => {
    expect(() => median([])).toThrow(RangeError)
  })

  test('a bar compares medians of the same run and holds or does not', () => {
    expect(judge(measurement).map(({ value, holds }) => [value, holds])).toEqual([
      [0.5, true],
      [0.5, false],
      [20, false],
    ])
  })

  test('a bar about the worst sample looks at the one that is furthest on the wrong side', () => {
    const bars: Measurement['bars'] = [
      { name: 'slowest', of: 'ours', worst: true, atMost: 29 },
      { name: 'fewest', of: 'ours', worst: true, atLeast: 10 },
    ]
    expect(judge({ ...measurement, bars }).map(({ value, holds }) => [value, holds])).toEqual([
      [30, false],
      [10, true],
    ])
  })

  test('a bar about something that was not measured is an error', () => {
    expect(() => judge({ series: [], bars: measurement.bars })).toThrow('was not measured')
  })

  test('contenders take turns, and the warm-up does not count', async () => {
    const order: string[] = []
    const measure = (name: string) => async () => order.push(name)
    const bench = { quick: true, progress: () => {}, closeLater: () => {} }
    const samples = await interleave(bench, { a: measure('a'), b: measure('b') }, { rounds: 2 })
    expect(order.join('')).toBe('ababab')
    expect(samples).toEqual({ a: [3, 5], b: [4, 6] })
  })
})

describe('the table', () => {
  test('has one row per bar, says what does not hold and what could not run, and names the machine', () => {
    const table = fullTable(run)
    expect(table).toContain('| P-1 | of the reference | 0.50 × | ≤ 0.5 | holds |')
    expect(table).toContain('| P-1 | at least | 0.50 × | ≥ 0.8 | **does not hold** |')
    expect(table).toContain('| P-9 | nine |  |  | not measured here: no namespaces \\| here |')
    expect(table).toContain('2030-01-02, quick run: Two Cores, 2 cores')
    expect(table).toContain('load 0.50 → 12.0')
  })

  test('the README shows the chosen rows of it, and the machine', () => {
    const bars = [{ ...measurement.bars[0], name: 'callee hears: of the classic flow' }, ...measurement.bars]
    const results = [{ ...run.results[0], measurement: { ...measurement, bars } }] as Run['results']
    expect(shortTable({ ...run, results }).split('\n')).toEqual([
      ...shortTable({ ...run, results: [] })
        .split('\n')
        .slice(0, 2),
      '| P-1 | callee hears: of the classic flow | 0.50 × | ≤ 0.5 | holds |',
      '',
      expect.stringContaining('Two Cores'),
    ])
  })

  test('the terminal shows every series and every verdict', () => {
    const lines = run.results.map(describeResult)
    expect(lines[0]?.find((line) => line.includes('ours'))).toMatch(/20\.0 ms +p95 29\.0 +n 3/)
    expect(lines[0]?.filter((line) => line.includes('does not hold'))).toHaveLength(2)
    expect(lines[1]).toEqual(['P-9 nine', '  not measured here: no namespaces | here'])
  })

  test('figures have a few digits and no exponent', () => {
    expect([0.1234, 12.34, 12345.6].map(figure)).toEqual(['0.12', '12.3', '12346'])
  })

  test('replaces the last table of the document and nothing else', () => {
    const begin = '<!-- bench: begin, written by `npm run bench -- --readme` -->'
    const document = `before\n${begin}\nold\n<!-- bench: end -->\nafter\n`
    const once = insertTable(document, 'new')
    expect(once).toBe(`before\n${begin}\n\nnew\n\n<!-- bench: end -->\nafter\n`)
    expect(insertTable(once, 'new')).toBe(once)
    expect(() => insertTable('no markers', 'new')).toThrow('no place')
  })
})
