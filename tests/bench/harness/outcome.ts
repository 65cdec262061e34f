import { median, quantile } from './statistics.ts'

export type Unit = 'ms' | 'µs' | '/s' | 'B' | 'kB' | 'MB' | '%' | ''

/** One thing that was measured, with every sample of the run. */
export interface Series {
  readonly name: string
  readonly unit: Unit
  readonly samples: readonly number[]
}

/** What BENCH.md asks for: no more, or no less, than a bound. */
type Bound = { readonly atMost: number } | { readonly atLeast: number }

/**
 * A ratio of two series of the same run, or one series where BENCH.md names an absolute: by their medians, or by the worst sample
 * where not one may be over the bound.
 */
export type Bar = Bound & { readonly name: string; readonly of: string; readonly to?: string; readonly worst?: true }

export interface Judged {
  readonly name: string
  readonly value: number
  readonly unit: Unit | '×'
  readonly bound: string
  readonly holds: boolean
}

/** What a program measured, before anybody judges it. */
export interface Measurement {
  readonly series: readonly Series[]
  readonly bars: readonly Bar[]
  readonly notes?: readonly string[]
}

/** This machine lacks what a benchmark needs; the message says what. */
export class CannotRun extends Error {}

function decisive(bar: Bar, samples: readonly number[]): number {
  if (!bar.worst) return median(samples)
  return 'atMost' in bar ? quantile(samples, 1) : quantile(samples, 0)
}

/** @throws Error when a bar names a series that was not measured */
export function judge({ series, bars }: Measurement): readonly Judged[] {
  const find = (name: string): Series => {
    const found = series.find((one) => one.name === name)
    if (!found) throw new Error(`a bar names "${name}", which was not measured`)
    return found
  }
  return bars.map((bar) => {
    const of = find(bar.of)
    const value = decisive(bar, of.samples) / (bar.to === undefined ? 1 : median(find(bar.to).samples))
    const unit = bar.to === undefined ? of.unit : '×'
    const holds = 'atMost' in bar ? value <= bar.atMost : value >= bar.atLeast
    const bound = 'atMost' in bar ? `≤ ${bar.atMost}` : `≥ ${bar.atLeast}`
    return { name: bar.name, value, unit, bound, holds }
  })
}
